import { expect, test } from 'vitest';
import de from '../src/i18n/de.json';
import en from '../src/i18n/en.json';
import { KINDS } from '../src/kinds';
import { ACTIONS } from '../src/review/reviewKeys';

const LANGUAGES: [string, Record<string, string>][] = [
  ['de', de],
  ['en', en],
];

test('both languages have the same keys', () => {
  expect(Object.keys(en)).toEqual(Object.keys(de));
});

test('both languages fill in the same values', () => {
  const names = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, words] of Object.entries(de)) {
    expect([key, names((en as Record<string, string>)[key] ?? '')]).toEqual([key, names(words)]);
  }
});

test.each(LANGUAGES)('%s: every kind has a word and a letter of its own', (_, words) => {
  for (const kind of KINDS) expect(words[`kind.${kind}`]).toBeTruthy();
  const letters = KINDS.map((kind) => words[`kind.letter.${kind}`]);
  expect(letters.every((letter) => letter?.length === 1)).toBe(true);
  expect(new Set(letters).size).toBe(KINDS.length);
});

test.each(LANGUAGES)('%s: every key of the review is one letter and means one thing', (_, words) => {
  const keys = ACTIONS.map((action) => words[`review.key.${action}`]);
  expect(keys.every((key) => key?.length === 1)).toBe(true);
  expect(new Set(keys).size).toBe(ACTIONS.length);
  for (const action of ACTIONS) expect(words[`review.do.${action}`]).toBeTruthy();
});
