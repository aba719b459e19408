/** Signs of a text that would turn the writing around, or that nobody sees: shown, never obeyed. */

// Format signs, and control signs but for tab and the ends of lines; the joiners are part of some writings.
const HIDDEN = /((?!\u200c|\u200d|[\t\n\r])[\p{Cc}\p{Cf}])/u;

export interface Piece {
  text: string;
  hidden: boolean;
}

/** A text in pieces, its hidden signs apart from the rest. */
export function pieces(text: string): Piece[] {
  return text
    .split(HIDDEN)
    .map((piece, place) => ({ text: piece, hidden: place % 2 === 1 }))
    .filter(({ text: piece }) => piece !== '');
}

/** "U+202E", as the sign is called. */
export function signName(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text in one line, without hidden signs: for titles, labels and attributes. */
export function plain(text: string): string {
  return text
    .split(HIDDEN)
    .filter((_, place) => place % 2 === 0)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
