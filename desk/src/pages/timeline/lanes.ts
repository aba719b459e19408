import type { Density, Event } from '../../api/types';
import { dateOf } from '../../i18n/days';
import { DAY } from './window';

export type By = 'party' | 'matter' | 'kind';

/** An event in its lane: `row` says how far down it stands, so that none hides another. */
export interface Placed {
  event: Event;
  x: number;
  row: number;
}

export interface Lane {
  id: string;
  events: number;
  rows: number;
  placed: Placed[];
  /** Events with a deadline, at that day, in a row of their own below the others. */
  due: Placed[];
}

/** The lanes of an event: that of each party that acts, of its matter, of its kind. */
export function lanesOf(event: Event, by: By): string[] {
  if (by === 'party') return event.actors;
  return [by === 'matter' ? (event.matter ?? '') : event.kind];
}

/** Events laid into the lanes of a density, side by side where they fit, else below each other. */
export function placed(
  density: Density,
  events: readonly Event[],
  by: By,
  x: (time: number) => number,
  size: number,
): Lane[] {
  return density.lanes.map((lane) => {
    const id = lane.id ?? '';
    const here = events.filter((event) => lanesOf(event, by).includes(id));
    const some = inRows(
      here.filter(({ day }) => day),
      x,
      size,
    );
    const rows = 1 + Math.max(0, ...some.map(({ row }) => row));
    const due = here.flatMap((event) =>
      event.deadline ? [{ event, x: x(noon(event.deadline)), row: rows }] : [],
    );
    return { id, events: lane.events, placed: some, due, rows: rows + (due.length > 0 ? 1 : 0) };
  });
}

function noon(day: string): number {
  return dateOf(day).getTime() + DAY / 2;
}

function inRows(events: readonly Event[], x: (time: number) => number, size: number): Placed[] {
  const ends: number[] = [];
  const sorted = [...events].sort((one, two) => (one.day ?? '').localeCompare(two.day ?? ''));
  return sorted.map((event) => {
    const place = x(noon(event.day ?? ''));
    let row = ends.findIndex((end) => end <= place - size / 2);
    if (row < 0) row = ends.length;
    ends[row] = place + size / 2;
    return { event, x: place, row };
  });
}
