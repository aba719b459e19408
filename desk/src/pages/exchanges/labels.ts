import { plain } from '../../text/hidden';

/** Names of circles in a drawing: where each stands, so that it hides neither lines nor circles nor other names. */

export interface Circle {
  x: number;
  y: number;
  r: number;
  lines: string[];
}

/** Where a name begins: the middle of its first line. */
export interface Label {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Something that a name must not cover, and how bad it would be. */
interface Obstacle extends Box {
  weight: number;
}

export type Point = readonly [x: number, y: number];

export const LINE = 15;
const BROAD = 13;
const CHARACTER = 8.3;
const ASCENT = 11;
const GAP = 4;
/** A name over a circle or a name is worse than over a line, however long. */
const WORST = 100;

/** A name in lines that are not broad, cut only between its words. */
export function inLines(name: string): string[] {
  const lines: string[] = [];
  for (const word of plain(name).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < BROAD) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function widthOf(lines: readonly string[]): number {
  return CHARACTER * Math.max(...lines.map(({ length }) => length));
}

export function heightOf(lines: readonly string[]): number {
  return LINE * lines.length;
}

/** A name for each circle, in their order; `points` lie on the lines between them. */
export function labelsOf(circles: readonly Circle[], points: readonly Point[], area: Box): Label[] {
  const lines: Obstacle[] = points.map(([x, y]) => ({
    left: x - 2,
    right: x + 2,
    top: y - 2,
    bottom: y + 2,
    weight: 1,
  }));
  const round = circles.map(
    ({ x, y, r }): Obstacle => ({ left: x - r, right: x + r, top: y - r, bottom: y + r, weight: WORST }),
  );
  const taken: Obstacle[] = [];
  return circles.map((circle, place) => {
    const others = round.filter((_, other) => other !== place);
    const cost = (label: Label) => costOf(boxOf(circle, label), [...lines, ...others, ...taken], area);
    const best = placesOf(circle).reduce((one, two) => (cost(two) < cost(one) ? two : one));
    taken.push({ ...boxOf(circle, best), weight: WORST });
    return best;
  });
}

/** Below, above, beside, and aslant; the first of those that are as good is taken. */
function placesOf({ x, y, r, lines }: Circle): Label[] {
  const aside = r + GAP + widthOf(lines) / 2;
  const below = y + r + GAP + ASCENT;
  const above = y - r - GAP - heightOf(lines) + ASCENT;
  const level = y - heightOf(lines) / 2 + ASCENT;
  const near = aside - r * 0.7;
  return [
    { x, y: below },
    { x, y: above },
    { x: x + aside, y: level },
    { x: x - aside, y: level },
    { x: x + near, y: below },
    { x: x - near, y: below },
    { x: x + near, y: above },
    { x: x - near, y: above },
  ];
}

/** What a name covers. */
export function boxOf({ lines }: Pick<Circle, 'lines'>, { x, y }: Label): Box {
  const half = widthOf(lines) / 2;
  return { left: x - half, right: x + half, top: y - ASCENT, bottom: y - ASCENT + heightOf(lines) };
}

const OUTSIDE = 1000;

function costOf(box: Box, obstacles: readonly Obstacle[], area: Box): number {
  const hit = obstacles.filter((one) => overlap(box, one)).reduce((sum, { weight }) => sum + weight, 0);
  const inside =
    box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
  return hit + (inside ? 0 : OUTSIDE);
}

export function overlap(one: Box, two: Box): boolean {
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}
