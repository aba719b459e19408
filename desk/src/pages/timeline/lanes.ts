import type { By } from '../../api/questions';
import type { Density, Event } from '../../api/types';
import { dateOf } from '../../i18n/days';
import { DAY } from './window';

export type { By };

/** An event in its lane: `row` says how far down it stands, so that none hides another. */
export interface Placed {
  event: Event;
  x: number;
  row: number;
}

/** What an event has in a day that lies behind the last one that is drawn. */
export interface Far {
  event: Event;
  day: string;
}

export interface Lane {
  id: string;
  events: number;
  rows: number;
  placed: Placed[];
  /** Events with a deadline, at that day, in a row of their own below the others. */
  due: Placed[];
  /** What is too far ahead to be drawn, the nearest first; it has the last row. */
  far: Far[];
}

/** How days become places: `end` is the last moment that is drawn, wherever one moves. */
export interface Scale {
  x: (time: number) => number;
  end: number;
  size: number;
}

/** The lanes of an event: that of each party that acts, of its matter, of its kind. */
export function lanesOf(event: Event, by: By): string[] {
  if (by === 'party') return event.actors;
  return [by === 'matter' ? (event.matter ?? '') : event.kind];
}

/** Events laid into the lanes of a density, side by side where they fit, else below each other. */
export function placed(density: Density, events: readonly Event[], by: By, scale: Scale): Lane[] {
  return density.lanes.map(({ id, events: number }) => {
    const here = events.filter((event) => lanesOf(event, by).includes(id ?? ''));
    return { id: id ?? '', events: number, ...laid(here, scale) };
  });
}

function laid(events: readonly Event[], scale: Scale): Omit<Lane, 'id' | 'events'> {
  const { x, end } = scale;
  const near = (day: string | null) => day !== null && noon(day) <= end;
  const some = inRows(
    events.filter(({ day }) => near(day)),
    scale,
  );
  let rows = 1 + Math.max(0, ...some.map(({ row }) => row));
  const due = events.flatMap((event) =>
    near(event.deadline) ? [{ event, x: x(noon(event.deadline ?? '')), row: rows }] : [],
  );
  if (due.length > 0) rows += 1;
  const far = events.flatMap((event) =>
    [event.day, event.deadline].flatMap((day) => (day && !near(day) ? [{ event, day }] : [])),
  );
  far.sort((one, two) => one.day.localeCompare(two.day));
  return { placed: some, due, far, rows: rows + (far.length > 0 ? 1 : 0) };
}

function noon(day: string): number {
  return dateOf(day).getTime() + DAY / 2;
}

function inRows(events: readonly Event[], { x, size }: Scale): Placed[] {
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
