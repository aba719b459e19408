import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import { type Box, heightOf, widthOf } from './labels';

/** A circle that finds its place, with the name that needs room below it. */
export interface Body extends SimulationNodeDatum {
  x: number;
  y: number;
  r: number;
  lines: string[];
}

export interface Link {
  from: Body;
  to: Body;
}

const TURNS = 120;
const ROW = 76;

/**
 * Finds a place for every body in an area: those that are linked near each other, what is not linked apart. From which
 * `turn` (0 to 1) they begin decides which of several ways of lying they come to.
 */
export function settle(bodies: readonly Body[], links: readonly Link[], area: Box, turn: number): void {
  const parts = partsOf(bodies, links);
  const alone = parts.filter((part) => part.length === 1).flat();
  const together = parts.filter((part) => part.length > 1);
  const under = alone.length > 0 && together.length > 0 ? ROW : 0;
  const all = together.reduce((sum, part) => sum + Math.sqrt(part.length), 0);
  let left = area.left;
  for (const part of together) {
    const right = left + ((area.right - area.left) * Math.sqrt(part.length)) / all;
    lay(part, links, { left, right, top: area.top, bottom: area.bottom - under }, turn);
    left = right;
  }
  inRow(alone, { ...area, top: under ? area.bottom - under : area.top });
}

/** The bodies that hang together, the largest part first. */
export function partsOf<B extends object>(bodies: readonly B[], links: readonly { from: B; to: B }[]): B[][] {
  const parts = new Map(bodies.map((body) => [body, [body]]));
  for (const { from, to } of links) {
    const [one, two] = [parts.get(from), parts.get(to)];
    if (!one || !two || one === two) continue;
    one.push(...two);
    for (const body of two) parts.set(body, one);
  }
  return [...new Set(parts.values())].sort((one, two) => two.length - one.length);
}

function inRow(bodies: readonly Body[], area: Box): void {
  const step = (area.right - area.left) / Math.max(1, bodies.length);
  bodies.forEach((body, place) => {
    body.x = area.left + (place + 0.5) * step;
    body.y = (area.top + area.bottom) / 2 - heightOf(body.lines) / 2;
  });
}

function lay(bodies: Body[], links: readonly Link[], area: Box, turned: number): void {
  const [wide, high] = [area.right - area.left, area.bottom - area.top];
  const middle = { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 };
  bodies.forEach((body, place) => {
    const turn = 2 * Math.PI * (place / bodies.length + turned);
    const [x, y] = [middle.x + (wide / 4) * Math.cos(turn), middle.y + (high / 4) * Math.sin(turn)];
    Object.assign(body, { x, y, vx: 0, vy: 0 });
  });
  const inside = links.filter(({ from }) => bodies.includes(from));
  const small = Math.min(wide, high);
  const pull = forceLink(inside.map(({ from, to }) => ({ source: from, target: to })));
  forceSimulation(bodies)
    .force('link', pull.distance(small * 0.42).strength(0.25))
    .force('apart', forceManyBody().strength(-small * 1.6))
    .force(
      'collide',
      forceCollide<Body>(({ r, lines }) => Math.max(r + 22, widthOf(lines) / 2)),
    )
    .force('x', forceX(middle.x).strength(0.06))
    .force('y', forceY(middle.y).strength(0.1))
    .stop()
    .tick(TURNS);
  spread(bodies, 'x', area.left, area.right, ({ r, lines }) => Math.max(r, widthOf(lines) / 2));
  spread(bodies, 'y', area.top, area.bottom, ({ r, lines }) => r + heightOf(lines) / 2);
  part(bodies, area);
}

/** Stretches what was laid out to the room there is. */
function spread(
  bodies: readonly Body[],
  axis: 'x' | 'y',
  from: number,
  to: number,
  need: (body: Body) => number,
): void {
  const places = bodies.map((body) => body[axis]);
  const [least, most] = [Math.min(...places), Math.max(...places)];
  for (const body of bodies) {
    const share = most > least ? (body[axis] - least) / (most - least) : 0.5;
    body[axis] = from + need(body) + share * (to - from - 2 * need(body));
  }
}

const ROUNDS = 80;
const APART = 10;

/** Pushes apart what would cover each other, names included. */
function part(bodies: readonly Body[], area: Box): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of bodies) for (const two of bodies) if (one !== two) push(one, two);
    for (const body of bodies) hold(body, area);
  }
}

/** The box of a body with its name below it: half its width, and from its middle up and down. */
function sizeOf({ r, lines }: Body): { half: number; up: number; down: number } {
  return {
    half: Math.max(r, widthOf(lines) / 2) + APART / 2,
    up: r + APART / 2,
    down: r + heightOf(lines) + APART,
  };
}

function push(one: Body, two: Body): void {
  const [a, b] = [sizeOf(one), sizeOf(two)];
  const x = a.half + b.half - Math.abs(one.x - two.x);
  const y = one.y <= two.y ? one.y + a.down - (two.y - b.up) : two.y + b.down - (one.y - a.up);
  if (x <= 0 || y <= 0) return;
  const axis = x < y ? 'x' : 'y';
  const by = (Math.min(x, y) / 2) * (one[axis] < two[axis] ? -1 : 1);
  one[axis] += by;
  two[axis] -= by;
}

function hold(body: Body, area: Box): void {
  const { half, up, down } = sizeOf(body);
  body.x = Math.max(area.left + half, Math.min(area.right - half, body.x));
  body.y = Math.max(area.top + up, Math.min(area.bottom - down, body.y));
}
