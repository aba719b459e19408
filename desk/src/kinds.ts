import data from './kinds.json';

/** What an act does. */
export type Kind = keyof typeof data;

/** Kinds of one tone share a colour; their icons tell them apart. */
export type Tone = 'ask' | 'give' | 'harm' | 'alarm' | 'refuse' | 'meet' | 'say';

export interface Look {
  tone: Tone;
  /** Paths on a grid of 16 by 16: drawn as a line, or filled. */
  stroke?: string;
  fill?: string;
}

const LOOKS = data as Record<Kind, Look>;

export const KINDS = Object.keys(data) as Kind[];

export function isKind(value: string): value is Kind {
  return value in LOOKS;
}

/** How a kind looks; a kind of a later server than this page looks like "state". */
export function lookOf(kind: string): Look {
  return isKind(kind) ? LOOKS[kind] : LOOKS.state;
}

/** The order in which tones are told in legends. */
export const TONES: Tone[] = ['ask', 'give', 'meet', 'say', 'alarm', 'refuse', 'harm'];
