import type { ScaleTime } from 'd3-scale';
import { dayOnAxis } from '../../i18n/days';
import { DAY } from './window';

export interface Tick {
  /** Where it stands. */
  at: number;
  says: string;
}

const CLOSE = 0.8;

/** As many days as there is room for, each about so many pixels from the next. */
export function ticksOf(x: ScaleTime<number, number>, apart: number): Tick[] {
  const [left = 0, right = 0] = x.range();
  const ticks = thinned(x.ticks(Math.max(2, Math.floor((right - left) / apart))), x, apart);
  return ticks.map((tick) => ({ at: x(tick), says: said(tick, ticks) }));
}

/** The scale may give more ticks than it was asked for: every second, third … is kept. */
function thinned(ticks: Date[], x: ScaleTime<number, number>, apart: number): Date[] {
  const [first, second] = ticks;
  const gap = first && second ? x(second) - x(first) : apart;
  const each = Math.max(1, Math.ceil((CLOSE * apart) / gap));
  return ticks.filter((_, place) => place % each === 0);
}

/** As much of the date as tells the ticks apart. */
function said(tick: Date, ticks: Date[]): string {
  const step = (ticks[1]?.getTime() ?? 0) - (ticks[0]?.getTime() ?? 0);
  return dayOnAxis(tick, step > 300 * DAY ? 'year' : step > 25 * DAY ? 'month' : 'day');
}
