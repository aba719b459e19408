import { expect, test } from 'vitest';
import { Offsets } from '../src/text/codepoints';

test('without signs beyond the first plane, both ways of counting are the same', () => {
  const offsets = new Offsets('Karsland fordert');
  expect(offsets.length).toBe(16);
  expect(offsets.slice([9, 16])).toBe('fordert');
  expect(offsets.point(9)).toBe(9);
});

test('a sign of two units counts once', () => {
  const offsets = new Offsets('a😀b𝔎c');
  expect(offsets.length).toBe(5);
  expect(offsets.slice([1, 2])).toBe('😀');
  expect(offsets.slice([2, 5])).toBe('b𝔎c');
  expect([offsets.unit(2), offsets.unit(4)]).toEqual([3, 6]);
});

test('every unit belongs to the code point that holds it', () => {
  const text = 'x😀y😀';
  const offsets = new Offsets(text);
  const points = Array.from({ length: text.length + 1 }, (_, unit) => offsets.point(unit));
  expect(points).toEqual([0, 1, 1, 2, 3, 3, 4]);
});

test('what lies beyond the text is its end', () => {
  const offsets = new Offsets('😀');
  expect(offsets.unit(9)).toBe(2);
  expect(offsets.unit(-1)).toBe(0);
  expect(offsets.slice([0, 99])).toBe('😀');
});
