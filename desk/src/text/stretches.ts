import type { Offsets, Span } from './codepoints';

/** A part of a long text that is drawn at one go. */
export interface Stretch {
  span: Span;
  /** Begins a line and ends one, so that it can be a block of its own. */
  whole: boolean;
}

const SHORTEST = 1200;
const LONGEST = 5000;

/** Cuts a text at ends of lines, a very long line between words; together the stretches are the text. */
export function stretchesOf(offsets: Offsets): Stretch[] {
  const { text } = offsets;
  const found: Stretch[] = [];
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start + SHORTEST);
    const cuts = end - start > LONGEST ? cutsIn(text, start, end) : [start, end];
    for (let place = 1; place < cuts.length; place += 1) {
      const span: Span = [offsets.point(cuts[place - 1] ?? start), offsets.point(cuts[place] ?? end)];
      found.push({ span, whole: cuts.length === 2 });
    }
    start = end;
  }
  return found;
}

/** Behind the first empty line or end of a line that comes after a place. */
function endOfLine(text: string, from: number): number {
  let end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  while (text[end] === '\n') end += 1;
  return end;
}

/** The bounds of the pieces of a line, each not much longer than it may be. */
function cutsIn(text: string, start: number, end: number): number[] {
  const cuts = [start];
  for (let from = start; end - from > LONGEST; ) {
    const space = text.lastIndexOf(' ', from + LONGEST);
    from = space > from ? space + 1 : from + LONGEST;
    if (isLowSurrogate(text, from)) from += 1;
    cuts.push(from);
  }
  return [...cuts, end];
}

function isLowSurrogate(text: string, unit: number): boolean {
  const code = text.charCodeAt(unit);
  return code >= 0xdc00 && code <= 0xdfff;
}
