/** Formats of days and numbers. A browser takes long to make one, and a page uses few, hundreds of times: each is made once. */

const made = new Map<string, unknown>();

function once<T>(kind: string, locale: string, options: object, make: () => T): T {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

export function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once('dates', locale, options, () => new Intl.DateTimeFormat(locale, options));
}

export function numbers(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once('numbers', locale, options, () => new Intl.NumberFormat(locale, options));
}
