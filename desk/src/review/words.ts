import type { Span } from '../text/codepoints';

/** The words of a text, each with its span in code points; what is neither letter nor digit stands alone. */
export interface Word {
  span: Span;
  text: string;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:[-’'][\p{L}\p{N}\p{M}]+)*|\S/gu;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let unit = 0;
  let point = 0;
  for (const match of text.matchAll(WORD)) {
    point += pointsIn(text.slice(unit, match.index));
    const length = pointsIn(match[0]);
    words.push({ span: [point, point + length], text: match[0] });
    unit = match.index + match[0].length;
    point += length;
  }
  return words;
}

function pointsIn(text: string): number {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

/** A run of words: the numbers of its first and last. */
export type Run = readonly [first: number, last: number];

export function spanOf(words: readonly Word[], [first, last]: Run): Span {
  return [words[first]?.span[0] ?? 0, words[last]?.span[1] ?? 0];
}

/** The words that a span touches; null where it touches none. */
export function runOf(words: readonly Word[], [start, end]: Span): Run | null {
  const first = words.findIndex(({ span }) => span[1] > start);
  const last = words.findLastIndex(({ span }) => span[0] < end);
  return first >= 0 && last >= first ? [first, last] : null;
}

/** Runs in order, those that touch or overlap as one. */
export function mergedRuns(runs: readonly Run[]): Run[] {
  const sorted = [...runs].sort((one, two) => one[0] - two[0]);
  const merged: Run[] = [];
  for (const run of sorted) {
    const last = merged.at(-1);
    if (last && run[0] <= last[1] + 1) merged[merged.length - 1] = [last[0], Math.max(last[1], run[1])];
    else merged.push(run);
  }
  return merged;
}

/** A run with its beginning or end moved by words, kept within the text. */
export function moved(run: Run, side: 'first' | 'last', by: number, count: number): Run {
  const [first, last] = run;
  if (side === 'first') return [Math.max(0, Math.min(first + by, last)), last];
  return [first, Math.max(first, Math.min(last + by, count - 1))];
}
