/** What the browser remembers for this reader; where it may not, nothing is remembered. */

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`depesche.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`depesche.${name}`, value);
  } catch {
    // A browser without storage: the choice holds until the page is left.
  }
}
