import type { MatterWord } from '../../api/types';

const TELLING = 6;

/** The words people would know a matter by: those that are written somewhere, and no names of parties. */
export function telling(words: readonly MatterWord[]): string[] {
  return words
    .filter(({ word, form }) => !word.startsWith('@') && form && form !== word)
    .slice(0, TELLING)
    .map(({ form }) => form);
}
