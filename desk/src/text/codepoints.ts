/** Offsets of the record count code points; those of a browser count UTF-16 units. Half-open in both. */

export type Span = readonly [start: number, end: number];

const SURROGATE = /[\ud800-\udbff][\udc00-\udfff]/;

/** Turns offsets of code points into offsets of UTF-16 units, and back. */
export class Offsets {
  readonly length: number;
  private readonly units: Uint32Array | null;

  constructor(readonly text: string) {
    this.units = SURROGATE.test(text) ? unitsOf(text) : null;
    this.length = this.units ? this.units.length - 1 : text.length;
  }

  /** Where a code point begins, in units; beyond the text: its end. */
  unit(point: number): number {
    const inside = Math.max(0, Math.min(point, this.length));
    return this.units ? (this.units[inside] ?? this.text.length) : inside;
  }

  /** Which code point holds a unit. */
  point(unit: number): number {
    return this.units ? bisect(this.units, unit) : Math.max(0, Math.min(unit, this.length));
  }

  slice([start, end]: Span): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

function unitsOf(text: string): Uint32Array {
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  units.push(unit);
  return Uint32Array.from(units);
}

/** The last place whose value is not beyond `wanted`. */
function bisect(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
