import type { Offsets } from './codepoints';
import { type Layer, type Mark, type Segment, segments } from './segments';
import type { Stretch } from './stretches';

/** A stretch of a text with its segments. */
export interface Laid {
  stretch: Stretch;
  pieces: Segment[];
}

/** Whether a place stands in a stretch. */
export function holds({ stretch: { span } }: Laid, place: number): boolean {
  return span[0] <= place && place < span[1];
}

/** The segments of a text, and those of each stretch. */
export function layOut(
  offsets: Offsets,
  stretches: readonly Stretch[],
  marks: readonly Mark[],
  layers: ReadonlySet<Layer>,
): { pieces: Segment[]; laid: Laid[] } {
  const pieces = segments(
    offsets.length,
    marks.filter(({ layer }) => layers.has(layer)),
    stretches.map(({ span }) => span[0]),
  );
  let first = 0;
  const laid = stretches.map((stretch) => {
    const from = first;
    while ((pieces[first]?.span[0] ?? Number.POSITIVE_INFINITY) < stretch.span[1]) first += 1;
    return { stretch, pieces: pieces.slice(from, first) };
  });
  return { pieces, laid };
}

/** Where a segment is drawn: the segments are the children of their stretch, the stretches those of the frame. */
export function elementOf(
  frame: HTMLElement | null,
  laid: readonly Laid[],
  piece: Segment,
): Element | undefined {
  const place = lastAt(laid, piece.span[0], ({ stretch }) => stretch.span[0]);
  const there = frame?.children[place];
  if (!there?.childElementCount) return undefined;
  const inside = lastAt(laid[place]?.pieces ?? [], piece.span[0], ({ span }) => span[0]);
  const element = there.children[inside] as HTMLElement | undefined;
  return element?.dataset.start === String(piece.span[0]) ? element : undefined;
}

/** The segment at an element of the text. */
export function segmentUnder(target: EventTarget | null, pieces: readonly Segment[]): Segment | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-start]') : null;
  if (!element) return undefined;
  return pieces[lastAt(pieces, Number(element.dataset.start), ({ span }) => span[0])];
}

/** The place of the last entry that begins at `wanted` or before, in a list in the order of beginnings. */
function lastAt<T>(sorted: readonly T[], wanted: number, begin: (entry: T) => number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (begin(sorted[middle] as T) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
