import type { Span } from './codepoints';

export type Layer = 'statements' | 'acts' | 'parties' | 'times';

/** One part of one entry over a span: "the content of act k3v9-7". */
export interface Mark {
  span: Span;
  layer: Layer;
  owner: string;
  part: string;
}

/** Characters that all lie under the same marks. */
export interface Segment {
  span: Span;
  marks: Mark[];
}

/** Cuts a text of `length` code points at every bound of a mark, and at `cuts`; together the segments are the text. */
export function segments(length: number, marks: readonly Mark[], cuts: readonly number[] = []): Segment[] {
  const there = marks.filter(({ span }) => span[0] < span[1] && span[1] <= length);
  const opening = groupBy(there, (mark) => mark.span[0]);
  const closing = groupBy(there, (mark) => mark.span[1]);
  const bounds = [...new Set([0, length, ...cuts, ...opening.keys(), ...closing.keys()])].sort(
    (a, b) => a - b,
  );
  const here = new Set<Mark>();
  const found: Segment[] = [];
  bounds.forEach((start, place) => {
    for (const mark of closing.get(start) ?? []) here.delete(mark);
    for (const mark of opening.get(start) ?? []) here.add(mark);
    const end = bounds[place + 1];
    if (end !== undefined) found.push({ span: [start, end], marks: [...here] });
  });
  return found;
}

function groupBy(marks: readonly Mark[], key: (mark: Mark) => number): Map<number, Mark[]> {
  const groups = new Map<number, Mark[]>();
  for (const mark of marks) {
    const place = key(mark);
    const group = groups.get(place);
    if (group) group.push(mark);
    else groups.set(place, [mark]);
  }
  return groups;
}
