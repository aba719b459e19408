import { expect, test } from 'vitest';
import { type Mark, segments } from '../src/text/segments';

function mark(start: number, end: number, owner: string, part = 'content'): Mark {
  return { span: [start, end], layer: 'acts', owner, part };
}

function told(length: number, marks: Mark[]): [number, number, string][] {
  return segments(length, marks).map(({ span, marks: some }) => [
    span[0],
    span[1],
    some.map(({ owner }) => owner).join('+'),
  ]);
}

test('a text without marks is one segment', () => {
  expect(told(5, [])).toEqual([[0, 5, '']]);
});

test('an empty text has no segment', () => {
  expect(told(0, [])).toEqual([]);
});

test('overlapping marks cut the text at every bound', () => {
  expect(told(10, [mark(1, 6, 'a'), mark(4, 8, 'b')])).toEqual([
    [0, 1, ''],
    [1, 4, 'a'],
    [4, 6, 'a+b'],
    [6, 8, 'b'],
    [8, 10, ''],
  ]);
});

test('marks that touch do not mix', () => {
  expect(told(4, [mark(0, 2, 'a'), mark(2, 4, 'b')])).toEqual([
    [0, 2, 'a'],
    [2, 4, 'b'],
  ]);
});

test('marks that are empty or leave the text are left out', () => {
  expect(told(3, [mark(1, 1, 'a'), mark(2, 9, 'b')])).toEqual([[0, 3, '']]);
});

test('the segments are the text, without gap or overlap', () => {
  const marks = Array.from({ length: 40 }, (_, n) =>
    mark((n * 7) % 90, ((n * 7) % 90) + (n % 9) + 1, `o${n}`),
  );
  const found = segments(100, marks);
  expect(found[0]?.span[0]).toBe(0);
  expect(found.at(-1)?.span[1]).toBe(100);
  for (const [place, { span }] of found.entries()) expect(span[1]).toBe(found[place + 1]?.span[0] ?? 100);
});
