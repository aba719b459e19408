import type { Graph, GraphEdge, PartyHead } from '../../api/types';
import { type Kind, lookOf } from '../../kinds';
import { type Box, inLines, type Label, labelsOf, type Point } from './labels';
import { type Body, settle } from './settling';

export interface Node extends Body {
  id: string;
  party: PartyHead;
  label: Label;
}

export interface Edge {
  edge: GraphEdge;
  from: Node;
  to: Node;
  /** The kind that there is most of. */
  kind: Kind;
  wide: number;
}

export interface Layout {
  nodes: Node[];
  edges: Edge[];
}

/** Where the parties stand: those that deal with each other near each other. The same graph always looks the same. */
export function layoutOf(graph: Graph, width: number, height: number): Layout {
  const most = Math.max(1, ...graph.nodes.map(({ events }) => events));
  const nodes = graph.nodes.map((party) => nodeOf(party, most));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = graph.edges.flatMap((edge) => edgeOf(edge, byId, graph.edges));
  const area = { left: 0, right: width, top: 4, bottom: height };
  settleWell(nodes, edges, area);
  labelsOf(nodes, edges.flatMap(pointsOf), area).forEach((label, place) => {
    Object.assign(nodes[place] ?? {}, { label });
  });
  return { nodes, edges };
}

const TRIES = 8;
/** With so many lines some always go under a circle. */
const CROWDED = 40;

/** Of several ways of lying the first in which no line goes under a circle that is not its own, else the best. */
function settleWell(nodes: Node[], edges: Edge[], area: Box): void {
  const best = { turn: 0, hidden: Number.POSITIVE_INFINITY };
  const tries = edges.length > CROWDED ? 1 : TRIES;
  for (let place = 0; place < tries && best.hidden > 0; place += 1) {
    const turn = place / tries;
    settle(nodes, edges, area, turn);
    const hidden = edges.reduce((sum, edge) => sum + hiddenOf(edge, nodes), 0);
    if (hidden < best.hidden) Object.assign(best, { turn, hidden });
  }
  if (best.hidden > 0 && tries > 1) settle(nodes, edges, area, best.turn);
}

/** How much of a line other circles hide. */
function hiddenOf(edge: Edge, nodes: readonly Node[]): number {
  const others = nodes.filter((node) => node !== edge.from && node !== edge.to);
  return pointsOf(edge).filter(([x, y]) =>
    others.some((node) => Math.hypot(node.x - x, node.y - y) < node.r + 3),
  ).length;
}

function nodeOf(party: PartyHead, most: number): Node {
  const r = 7 + 15 * Math.sqrt(party.events / most);
  const nowhere = { x: 0, y: 0 };
  return { id: party.id, party, r, lines: inLines(party.name), label: nowhere, ...nowhere };
}

function edgeOf(edge: GraphEdge, nodes: Map<string, Node>, all: readonly GraphEdge[]): Edge[] {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const kinds = Object.entries(edge.kinds) as [Kind, number][];
  const kind = kinds.sort((one, two) => two[1] - one[1])[0]?.[0];
  if (!from || !to || from === to || !kind) return [];
  const most = Math.max(...all.map(({ events }) => events));
  return [{ edge, from, to, kind, wide: 1 + 4 * Math.sqrt(edge.events / most) }];
}

/** The bends of a line: where it begins, what draws it aside, where it ends. */
function bendOf({ from, to, wide }: Edge): [Point, Point, Point] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const bend = Math.min(38, length * 0.18);
  const control: Point = [(from.x + to.x) / 2 - uy * bend, (from.y + to.y) / 2 + ux * bend];
  return [toward(from, control, from.r + 2), control, toward(to, control, to.r + 5 + wide)];
}

/** A bent line from one circle to the other, so that there and back are two lines; and its middle. */
export function pathOf(edge: Edge): { d: string; middle: Point } {
  const [start, control, end] = bendOf(edge);
  const d = `M${start[0]} ${start[1]}Q${control[0]} ${control[1]} ${end[0]} ${end[1]}`;
  return { d, middle: pointAt([start, control, end], 0.5) };
}

const STEPS = 16;

/** Points on a line, close to each other. */
function pointsOf(edge: Edge): Point[] {
  const bends = bendOf(edge);
  return Array.from({ length: STEPS + 1 }, (_, step) => pointAt(bends, step / STEPS));
}

function pointAt([start, control, end]: [Point, Point, Point], share: number): Point {
  const rest = 1 - share;
  const on = (axis: 0 | 1) =>
    rest * rest * start[axis] + 2 * rest * share * control[axis] + share * share * end[axis];
  return [on(0), on(1)];
}

function toward(node: Node, [x, y]: Point, by: number): Point {
  const length = Math.hypot(x - node.x, y - node.y) || 1;
  return [node.x + ((x - node.x) / length) * by, node.y + ((y - node.y) / length) * by];
}

export function toneOf({ kind }: Edge): string {
  return lookOf(kind).tone;
}
