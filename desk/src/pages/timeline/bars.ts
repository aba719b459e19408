import type { DensityBin } from '../../api/types';
import { lookOf, TONES, type Tone } from '../../kinds';
import { windowOf } from './window';

/** The bars of bins, as the outline of all boxes of a tone; those of several tones stand on each other. */
export function shapesOf(
  bins: readonly DensityBin[],
  x: (time: number) => number,
  y: (events: number) => number,
  bottom: number,
  left: number,
): [Tone, string][] {
  const shapes = new Map<Tone, string[]>();
  for (const bin of bins) {
    const [from, to] = windowOf(bin.start, bin.end).map(x) as [number, number];
    if (to <= left) continue;
    const begin = Math.max(left, from);
    const wide = Math.max(1, to - begin - 1);
    let top = bottom;
    for (const [tone, events] of tonesOf(bin)) {
      const high = y(events);
      top -= high;
      const boxes = shapes.get(tone) ?? [];
      boxes.push(`M${round(begin)} ${round(top)}h${round(wide)}v${round(high)}h${round(-wide)}z`);
      shapes.set(tone, boxes);
    }
  }
  return TONES.flatMap((tone): [Tone, string][] => {
    const boxes = shapes.get(tone);
    return boxes ? [[tone, boxes.join('')]] : [];
  });
}

/** The bin in which a time lies. */
export function binAt(bins: readonly DensityBin[], time: number): DensityBin | null {
  return (
    bins.find(({ start, end }) => {
      const [from, to] = windowOf(start, end);
      return from <= time && time < to;
    }) ?? null
  );
}

/** How many events of each tone, in the order of tones. */
function tonesOf({ kinds }: DensityBin): [Tone, number][] {
  const sums = new Map<Tone, number>();
  for (const [kind, events] of Object.entries(kinds)) {
    const { tone } = lookOf(kind);
    sums.set(tone, (sums.get(tone) ?? 0) + events);
  }
  return TONES.flatMap((tone): [Tone, number][] => (sums.has(tone) ? [[tone, sums.get(tone) ?? 0]] : []));
}

/** To a tenth of a pixel: shapes are short to write. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
