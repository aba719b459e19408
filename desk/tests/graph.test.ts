import { expect, test } from 'vitest';
import type { Graph } from '../src/api/types';
import { boxOf, overlap } from '../src/pages/exchanges/labels';
import { layoutOf } from '../src/pages/exchanges/layout';
import { partsOf } from '../src/pages/exchanges/settling';

const NAMES = [
  'Karsland',
  'Valdorien',
  'Küstenbund',
  'Lindmark',
  'Nordallianz',
  'karsländischer Handelsverband',
  'Bauern',
  'Union der Flussanrainer',
  'Rat der Sieben',
  'Hallstedt',
  'Ormatal',
  'Verein der Schiffer',
];

/** The first parties deal with each other, the last three do so with nobody. */
function graph(parties: number): Graph {
  const nodes = NAMES.slice(0, parties).map((name, place) => ({
    id: name,
    name,
    kind: 'state',
    events: 40 - 3 * place,
  }));
  const edges = nodes.slice(1, -3).flatMap(({ id }, place) => [
    { from: id, to: 'Karsland', events: 9, kinds: { demand: 9 } },
    { from: nodes[place % 3]?.id ?? id, to: id, events: 2, kinds: { agree: 2 } },
  ]);
  return { nodes, edges, left_out: 0 } as unknown as Graph;
}

for (const [width, height, parties] of [
  [430, 344, 8],
  [430, 344, 12],
  [358, 300, 8],
] as const) {
  test(`${parties} parties on ${width} pixels: no circle and no name covers another, and all are inside`, () => {
    const { nodes } = layoutOf(graph(parties), width, height);
    const circles = nodes.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
    const names = nodes.map((node) => boxOf(node, node.label));
    const boxes = [...circles, ...names];
    for (const [place, one] of boxes.entries()) {
      expect(one.left).toBeGreaterThanOrEqual(-1);
      expect(one.right).toBeLessThanOrEqual(width + 1);
      expect(one.bottom).toBeLessThanOrEqual(height + 1);
      expect(boxes.slice(place + 1).filter((two) => overlap(one, two))).toEqual([]);
    }
  });
}

test('the same graph always looks the same', () => {
  expect(layoutOf(graph(8), 430, 344)).toEqual(layoutOf(graph(8), 430, 344));
});

test('what hangs together is one part', () => {
  const [a, b, c, d] = [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }] as const;
  expect(partsOf<object>([a, b, c, d], [{ from: a, to: c }]).map((part) => part.length)).toEqual([2, 1, 1]);
});
