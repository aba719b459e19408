import { expect, test } from 'vitest';
import { Offsets } from '../src/text/codepoints';
import { layOut } from '../src/text/laid';
import type { Mark } from '../src/text/segments';
import { stretchesOf } from '../src/text/stretches';

const LINE = 'Karsland 🛶 lehnt die Forderung Valdoriens nach einem Stopp am Damm ab. ';

function cutUp(text: string): { parts: string[]; whole: boolean[] } {
  const offsets = new Offsets(text);
  const found = stretchesOf(offsets);
  return { parts: found.map(({ span }) => offsets.slice(span)), whole: found.map(({ whole }) => whole) };
}

test('a short text is one stretch, an empty one none', () => {
  expect(cutUp(LINE)).toEqual({ parts: [LINE], whole: [true] });
  expect(cutUp('').parts).toEqual([]);
});

test('a long text is cut at ends of lines, and the stretches are the text', () => {
  const text = `${LINE.repeat(8)}\n\n`.repeat(30);
  const { parts, whole } = cutUp(text);
  expect(parts.join('')).toBe(text);
  expect(parts.length).toBeGreaterThan(5);
  expect(parts.every((part) => part.endsWith('\n\n'))).toBe(true);
  expect(whole.every(Boolean)).toBe(true);
});

test('a line that is very long is cut between words, or anywhere but within a sign', () => {
  const { parts, whole } = cutUp(LINE.repeat(400));
  expect(parts.join('')).toBe(LINE.repeat(400));
  expect(parts.slice(0, -1).every((part) => part.endsWith(' ') && part.length < 6000)).toBe(true);
  expect(whole.some(Boolean)).toBe(false);
  const boats = cutUp(`a${'🛶'.repeat(9000)}`);
  expect(boats.parts.join('')).toBe(`a${'🛶'.repeat(9000)}`);
  expect(() => boats.parts.map(encodeURIComponent)).not.toThrow(); // it throws on half a sign
});

test('marks that reach over stretches are cut at their bounds, and every segment lies in one', () => {
  const text = `${LINE.repeat(20)}\n`.repeat(9);
  const offsets = new Offsets(text);
  const mark: Mark = { span: [100, offsets.length - 50], layer: 'acts', owner: 'act:a', part: 'content' };
  const { pieces, laid } = layOut(offsets, stretchesOf(offsets), [mark], new Set(['acts'] as const));
  expect(laid.length).toBeGreaterThan(3);
  expect(laid.flatMap((one) => one.pieces)).toEqual(pieces);
  expect(pieces.map(({ span }) => offsets.slice(span)).join('')).toBe(text);
  for (const { stretch, pieces: inside } of laid) {
    expect(inside[0]?.span[0]).toBe(stretch.span[0]);
    expect(inside.at(-1)?.span[1]).toBe(stretch.span[1]);
  }
});
