import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import type { Graph, GraphEdge, PartyHead } from '../../api/types';
import { type Kind, lookOf } from '../../kinds';

export interface Node extends SimulationNodeDatum {
  id: string;
  party: PartyHead;
  r: number;
  x: number;
  y: number;
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

const TURNS = 260;

/** Where the parties stand: those that deal with each other near each other. The same graph always looks the same. */
export function layoutOf(graph: Graph, width: number, height: number): Layout {
  const most = Math.max(1, ...graph.nodes.map(({ events }) => events));
  const nodes = graph.nodes.map((party, place) =>
    nodeOf(party, most, place, graph.nodes.length, width, height),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = graph.edges.flatMap((edge) => edgeOf(edge, byId, graph.edges));
  settle(nodes, edges, width, height);
  return { nodes, edges };
}

function nodeOf(
  party: PartyHead,
  most: number,
  place: number,
  count: number,
  width: number,
  height: number,
): Node {
  const turn = (2 * Math.PI * place) / count;
  const r = 7 + 15 * Math.sqrt(party.events / most);
  return {
    id: party.id,
    party,
    r,
    x: width / 2 + (width / 4) * Math.cos(turn),
    y: height / 2 + (height / 4) * Math.sin(turn),
  };
}

function edgeOf(edge: GraphEdge, nodes: Map<string, Node>, all: readonly GraphEdge[]): Edge[] {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const kinds = Object.entries(edge.kinds) as [Kind, number][];
  const kind = kinds.sort((one, two) => two[1] - one[1])[0]?.[0];
  if (!from || !to || from === to || !kind) return [];
  const most = Math.max(...all.map(({ events }) => events));
  return [{ edge, from, to, kind, wide: 1 + 4 * Math.sqrt(edge.events / most) }];
}

function settle(nodes: Node[], edges: Edge[], width: number, height: number): void {
  const links = edges.map(({ from, to, edge }) => ({ source: from, target: to, events: edge.events }));
  forceSimulation(nodes)
    .force(
      'link',
      forceLink(links)
        .distance(Math.min(width, height) * 0.42)
        .strength(0.25),
    )
    .force('apart', forceManyBody().strength(-Math.min(width, height) * 1.6))
    .force(
      'collide',
      forceCollide<Node>(({ r }) => r + 22),
    )
    .force('middle', forceCenter(width / 2, height / 2))
    .force('x', forceX(width / 2).strength(0.06))
    .force('y', forceY(height / 2).strength(0.1))
    .stop()
    .tick(TURNS);
  stretch(nodes, width, height);
}

const ASIDE = 58;
const ABOVE = 26;
const BELOW = 56;

/** Stretches what was laid out to the room there is; names need some beside and below their circles. */
function stretch(nodes: Node[], width: number, height: number): void {
  spread(nodes, 'x', ASIDE, width - ASIDE);
  spread(nodes, 'y', ABOVE, height - BELOW);
}

function spread(nodes: Node[], axis: 'x' | 'y', from: number, to: number): void {
  const places = nodes.map((node) => node[axis]);
  const [least, most] = [Math.min(...places), Math.max(...places)];
  const scale = most > least ? (to - from) / (most - least) : 0;
  for (const node of nodes) node[axis] = scale ? from + (node[axis] - least) * scale : (from + to) / 2;
}

/** A bent line from one circle to the other, so that there and back are two lines; and its middle. */
export function pathOf({ from, to, wide }: Edge): { d: string; middle: [number, number] } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const bend = Math.min(38, length * 0.18);
  const control: [number, number] = [(from.x + to.x) / 2 - uy * bend, (from.y + to.y) / 2 + ux * bend];
  const start = toward(from, control, from.r + 2);
  const end = toward(to, control, to.r + 5 + wide);
  const middle: [number, number] = [
    (start[0] + 2 * control[0] + end[0]) / 4,
    (start[1] + 2 * control[1] + end[1]) / 4,
  ];
  return { d: `M${start[0]} ${start[1]}Q${control[0]} ${control[1]} ${end[0]} ${end[1]}`, middle };
}

function toward(node: Node, [x, y]: [number, number], by: number): [number, number] {
  const length = Math.hypot(x - node.x, y - node.y) || 1;
  return [node.x + ((x - node.x) / length) * by, node.y + ((y - node.y) / length) * by];
}

export function toneOf({ kind }: Edge): string {
  return lookOf(kind).tone;
}
