import { dateOf, isoOf } from '../../i18n/days';

/** A span of time on the screen, in milliseconds. */
export type Window = readonly [start: number, end: number];

export const DAY = 24 * 60 * 60 * 1000;

/** From the beginning of a day to the end of another. */
export function windowOf(first: string, last: string): Window {
  return [dateOf(first).getTime(), dateOf(last).getTime() + DAY];
}

/** So much of what lies ahead is shown however short the record is. */
const LEAST_AHEAD = 14 * DAY;

/** From the first day to the last one of which is told, and what lies ahead, as far as it takes at most a quarter. */
export function wholeWindow(
  first: string,
  last: string,
  today: string | null,
  ahead: readonly string[],
): Window {
  const [start, told] = windowOf(first, today && today >= first && today < last ? today : last);
  const furthest = Math.max(told, ...[last, ...ahead].map((day) => dateOf(day).getTime() + DAY));
  const end = Math.min(furthest, told + Math.max((told - start) / 3, LEAST_AHEAD));
  const margin = Math.max(DAY, (end - start) * 0.02);
  return [start - margin, end + margin];
}

/** The days that a window shows, both included. */
export function daysOf([start, end]: Window): { from: string; to: string } {
  return { from: isoOf(new Date(start + DAY / 2)), to: isoOf(new Date(Math.max(start, end - DAY / 2))) };
}

/** A window around its middle, smaller or larger by a factor, kept within the whole. */
export function zoomed(window: Window, factor: number, whole: Window): Window {
  const middle = (window[0] + window[1]) / 2;
  const half = Math.max(DAY, ((window[1] - window[0]) * factor) / 2);
  return kept([middle - half, middle + half], whole);
}

/** A window moved by a share of its width, kept within the whole. */
export function panned(window: Window, share: number, whole: Window): Window {
  const by = (window[1] - window[0]) * share;
  return kept([window[0] + by, window[1] + by], whole);
}

export function kept([start, end]: Window, whole: Window): Window {
  const width = Math.min(end - start, whole[1] - whole[0]);
  const first = Math.max(whole[0], Math.min(start, whole[1] - width));
  return [first, first + width];
}

export function same(one: Window, two: Window): boolean {
  return Math.abs(one[0] - two[0]) < DAY / 4 && Math.abs(one[1] - two[1]) < DAY / 4;
}
