import { expect, test } from 'vitest';
import { learn } from '../src/api/names';
import type { Density, DensityBin, Event } from '../src/api/types';
import { binAt, shapesOf } from '../src/pages/timeline/bars';
import { placed } from '../src/pages/timeline/lanes';
import { beside, type Sign, saidOf } from '../src/pages/timeline/signs';
import { DAY, daysOf, kept, panned, same, wholeWindow, windowOf, zoomed } from '../src/pages/timeline/window';

const WHOLE = windowOf('2024-02-01', '2024-04-30');

test('days become a window, and back', () => {
  expect(daysOf(windowOf('2024-02-03', '2024-02-03'))).toEqual({ from: '2024-02-03', to: '2024-02-03' });
  expect(daysOf(WHOLE)).toEqual({ from: '2024-02-01', to: '2024-04-30' });
});

test('coming closer and going back ends where it began', () => {
  expect(same(zoomed(zoomed(WHOLE, 0.5, WHOLE), 2, WHOLE), WHOLE)).toBe(true);
});

test('a window never leaves the whole and is never less than two days', () => {
  expect(panned(WHOLE, 0.5, WHOLE)).toEqual(WHOLE);
  const [start, end] = panned(windowOf('2024-04-20', '2024-04-30'), 3, WHOLE);
  expect(end).toBe(WHOLE[1]);
  expect(end - start).toBe(11 * DAY);
  const [near, far] = zoomed(windowOf('2024-03-01', '2024-03-01'), 0.1, WHOLE);
  expect(far - near).toBe(2 * DAY);
  expect(kept([WHOLE[0] - DAY, WHOLE[1] + DAY], WHOLE)).toEqual(WHOLE);
});

function event(id: string, day: string | null, actors: string[], deadline: string | null = null): Event {
  return { id, day, actors, deadline, matter: null, kind: 'demand' } as unknown as Event;
}

test('events of a day stand below each other, those apart in one row, deadlines below all', () => {
  const density = {
    lanes: [
      { id: 'A', events: 3, bins: [] },
      { id: 'B', events: 1, bins: [] },
    ],
  } as unknown as Density;
  const events = [
    event('1', '2024-02-01', ['A']),
    event('2', '2024-02-01', ['A', 'B'], '2024-03-01'),
    event('3', '2024-02-20', ['A']),
    event('4', null, ['A']),
  ];
  const [a, b] = placed(density, events, 'party', { x: (time) => time / DAY, end: Infinity, size: 5 });
  expect(a?.placed.map(({ event: { id }, row }) => [id, row])).toEqual([
    ['1', 0],
    ['2', 1],
    ['3', 0],
  ]);
  expect(a?.due.map(({ event: { id }, row }) => [id, row])).toEqual([['2', 2]]);
  expect(a?.rows).toBe(3);
  expect(b?.placed.map(({ event: { id } }) => id)).toEqual(['2']);
});

test('the bars of a lane are one shape for each tone, stacked, and a time finds its bin', () => {
  const bins: DensityBin[] = [
    { start: '2024-02-01', end: '2024-02-29', events: 3, kinds: { demand: 2, agree: 1 } },
    { start: '2024-03-01', end: '2024-03-31', events: 1, kinds: { demand: 1 } },
  ];
  const [first, second] = shapesOf(
    bins,
    (time) => (time - WHOLE[0]) / DAY,
    (events) => events * 10,
    50,
    0,
  );
  const boxes = [first?.[1] ?? '', second?.[1] ?? ''].map((shape) => shape.split('z').filter(Boolean));
  expect(boxes.map((some) => some.length).sort()).toEqual([1, 2]);
  expect(
    boxes
      .flat()
      .map((box) => Number(/v(.*)h/.exec(box)?.[1]))
      .sort(),
  ).toEqual([10, 10, 20]);
  expect(boxes.flat().some((box) => box.startsWith('M29 40h30v10h-30'))).toBe(true);
  expect(binAt(bins, windowOf('2024-03-31', '2024-03-31')[0])).toBe(bins[1]);
  expect(binAt(bins, windowOf('2024-04-01', '2024-04-01')[0])).toBe(null);
});

test('what is too far ahead is drawn as an arrow of its own row, the nearest first', () => {
  const density = { lanes: [{ id: 'A', events: 3, bins: [] }] } as unknown as Density;
  const events = [
    event('1', '2024-02-01', ['A'], '2026-01-01'),
    event('2', '2025-05-01', ['A']),
    event('3', '2024-02-02', ['A'], '2024-03-01'),
  ];
  const end = windowOf('2024-03-31', '2024-03-31')[1];
  const [lane] = placed(density, events, 'party', { x: (time) => time / DAY, end, size: 5 });
  expect(lane?.placed.map((one) => one.event.id)).toEqual(['1', '3']);
  expect(lane?.due.map((one) => one.event.id)).toEqual(['3']);
  expect(lane?.far.map((one) => [one.event.id, one.day])).toEqual([
    ['2', '2025-05-01'],
    ['1', '2026-01-01'],
  ]);
  expect(lane?.rows).toBe(4);
});

test('what lies ahead takes at most a quarter of all days', () => {
  const [start, end] = wholeWindow('2024-01-01', '2024-04-29', '2024-03-31', ['2024-04-10', '2029-01-01']);
  const told = windowOf('2024-03-31', '2024-03-31')[1];
  expect((end - told) / (end - start)).toBeLessThan(0.28);
  expect(end).toBeGreaterThan(windowOf('2024-04-10', '2024-04-10')[1]);
  const near = wholeWindow('2024-01-01', '2024-03-31', '2024-03-31', ['2024-04-03']);
  expect(near[1]).toBeGreaterThanOrEqual(windowOf('2024-04-03', '2024-04-03')[1]);
  expect(near[1]).toBeLessThan(windowOf('2024-04-08', '2024-04-08')[1]);
});

test('arrows go from sign to sign: within a lane, and to the nearest of the next lane', () => {
  const at = (lane: number, x: number) => ({ lane, x }) as unknown as Sign;
  const signs = [at(0, 10), at(0, 90), at(2, 20), at(2, 80)];
  expect(beside(signs, 0, 'ArrowRight')).toBe(1);
  expect(beside(signs, 1, 'ArrowRight')).toBe(1);
  expect(beside(signs, 2, 'ArrowLeft')).toBe(2);
  expect(beside(signs, 1, 'ArrowDown')).toBe(3);
  expect(beside(signs, 2, 'ArrowUp')).toBe(0);
  expect(beside(signs, 3, 'ArrowDown')).toBe(3);
  expect(beside(signs, 0, 'Enter')).toBe(null);
});

test('a sign is named by who, what, toward whom and when', () => {
  learn({ names: { parties: { A: 'Karsland', B: 'Valdorien' }, matters: {} } });
  const told = {
    ...event('1', '2024-02-01', ['A']),
    recipients: ['B'],
    status: 'planned',
    content: 'Stopp am Damm',
  };
  const sign = { form: 'mark', event: told, lane: 0, x: 0, y: 0, day: null, others: 0 } as unknown as Sign;
  expect(saidOf(sign)).toBe('Karsland fordert (geplant) gegenüber Valdorien, 01.02.2024: Stopp am Damm');
  expect(saidOf({ ...sign, form: 'due', day: '2024-03-01' })).toContain('Frist 01.03.2024');
});
