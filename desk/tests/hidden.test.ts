import { expect, test } from 'vitest';
import { pieces, plain, signName } from '../src/text/hidden';

test('a sign that turns the writing around stands apart', () => {
  expect(pieces('ab\u202Ecd')).toEqual([
    { text: 'ab', hidden: false },
    { text: '\u202E', hidden: true },
    { text: 'cd', hidden: false },
  ]);
  expect(signName('\u202E')).toBe('U+202E');
});

test('ends of lines, tabs, joiners and letters of any writing are not hidden', () => {
  const text = 'a\tb\nc שלום می‌خواهم 👩‍🌾';
  expect(pieces(text)).toEqual([{ text, hidden: false }]);
});

test('a label is one line without hidden signs', () => {
  expect(plain('  Hafen\u200B \n bleibt\u0007 zu ')).toBe('Hafen bleibt zu');
});
