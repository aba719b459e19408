import { expect, test } from 'vitest';
import { mergedRuns, moved, runOf, spanOf, wordsOf } from '../src/review/words';

const TEXT = 'Tolsk – Karsland, so „Soren“, hält 😀 Wort.';

test('words stand alone, signs too, spaces nowhere', () => {
  expect(wordsOf(TEXT).map(({ text }) => text)).toEqual([
    'Tolsk',
    '–',
    'Karsland',
    ',',
    'so',
    '„',
    'Soren',
    '“',
    ',',
    'hält',
    '😀',
    'Wort',
    '.',
  ]);
});

test('spans count code points', () => {
  const points = Array.from(TEXT);
  for (const { span, text } of wordsOf(TEXT)) expect(points.slice(span[0], span[1]).join('')).toBe(text);
});

test('compounds with a hyphen are one word', () => {
  expect(wordsOf('NATO-Erweiterung der EU-Staaten').map(({ text }) => text)).toEqual([
    'NATO-Erweiterung',
    'der',
    'EU-Staaten',
  ]);
});

test('a span becomes the run of words it touches, and back', () => {
  const words = wordsOf(TEXT);
  expect(runOf(words, [8, 16])).toEqual([2, 2]);
  expect(spanOf(words, [2, 4])).toEqual([8, 20]);
  expect(runOf(words, [5, 6])).toBeNull();
});

test('pieces that touch become one', () => {
  expect(
    mergedRuns([
      [5, 6],
      [1, 2],
      [3, 3],
    ]),
  ).toEqual([
    [1, 3],
    [5, 6],
  ]);
});

test('neither end leaves the text or passes the other', () => {
  expect(moved([2, 3], 'last', 9, 5)).toEqual([2, 4]);
  expect(moved([2, 3], 'last', -9, 5)).toEqual([2, 2]);
  expect(moved([2, 3], 'first', -9, 5)).toEqual([0, 3]);
  expect(moved([2, 3], 'first', 9, 5)).toEqual([3, 3]);
});
