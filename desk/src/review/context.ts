import type { ReviewItem } from '../api/types';
import { Offsets, type Span } from '../text/codepoints';
import { actMarks } from '../text/marks';
import type { Mark } from '../text/segments';

/** The sentence of an act with the text around it; `base` is where it begins in the article, in code points. */
export interface Context {
  text: string;
  base: number;
  /** The sentence, in code points of `text`. */
  sentence: readonly [number, number];
}

export function contextOf({ act, before, after }: ReviewItem): Context {
  const ahead = new Offsets(before).length;
  const start = act.spans.sentence?.[0] ?? 0;
  const length = new Offsets(act.sentence).length;
  return { text: before + act.sentence + after, base: start - ahead, sentence: [ahead, ahead + length] };
}

/** Spans of the article as spans of the context, and back. */
export function inward({ base }: Context, spans: readonly Span[]): Span[] {
  return spans.map(([start, end]) => [start - base, end - base]);
}

export function outward({ base }: Context, spans: readonly Span[]): Span[] {
  return spans.map(([start, end]) => [start + base, end + base]);
}

/** The marks of the act, moved to where its context begins. */
export function marksIn(item: ReviewItem, { base, text }: Context): Mark[] {
  const length = new Offsets(text).length;
  return actMarks(item.act)
    .map((mark) => ({ ...mark, span: [mark.span[0] - base, mark.span[1] - base] as const }))
    .filter(({ span }) => span[0] >= 0 && span[1] <= length);
}
