import type { ScaleTime } from 'd3-scale';
import { locale } from '../../i18n/days';

interface Props {
  x: ScaleTime<number, number>;
  left: number;
  width: number;
}

const HEIGHT = 22;
const APART = 90;
const CLOSE = 72;

/** The days above the lanes, as many as there is room for. */
export function Axis({ x, left, width }: Props) {
  const ticks = thinned(x.ticks(Math.max(2, Math.floor((width - left) / APART))), x);
  return (
    <svg class="axis" width={width} height={HEIGHT} aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick.getTime()} transform={`translate(${x(tick)} 0)`}>
          <line y1={HEIGHT - 5} y2={HEIGHT} />
          <text y={HEIGHT - 9} text-anchor={anchor(x(tick), left, width)}>
            {said(tick, ticks)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** The scale may give more ticks than it was asked for: every second, third … is kept. */
function thinned(ticks: Date[], x: Props['x']): Date[] {
  const [first, second] = ticks;
  const gap = first && second ? x(second) - x(first) : APART;
  const each = Math.max(1, Math.ceil(CLOSE / gap));
  return ticks.filter((_, place) => place % each === 0);
}

const HALF = 34;

/** At the edges a label stands inside. */
function anchor(place: number, left: number, width: number): 'start' | 'middle' | 'end' {
  if (place < left + HALF) return 'start';
  return place > width - HALF ? 'end' : 'middle';
}

const DAY = 24 * 60 * 60 * 1000;

/** As much of the date as tells the ticks apart. */
function said(tick: Date, ticks: Date[]): string {
  const step = (ticks[1]?.getTime() ?? 0) - (ticks[0]?.getTime() ?? 0);
  const format: Intl.DateTimeFormatOptions =
    step > 300 * DAY
      ? { year: 'numeric' }
      : step > 25 * DAY
        ? { month: 'short', year: 'numeric' }
        : { day: 'numeric', month: 'short' };
  return tick.toLocaleDateString(locale(), { ...format, timeZone: 'UTC' });
}
