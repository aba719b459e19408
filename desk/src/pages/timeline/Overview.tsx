import { type BrushBehavior, brushX, type D3BrushEvent } from 'd3-brush';
import { type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Density, DensityBin } from '../../api/types';
import { day } from '../../i18n/days';
import { t } from '../../i18n/i18n';
import { round } from './bars';
import { ticksOf } from './ticks';
import { DAY, same, type Window, windowOf } from './window';

interface Props {
  whole: Density;
  all: Window;
  window: Window;
  choose: (window: Window) => void;
  /** From where to where the days go; the same as in the lanes. */
  left: number;
  right: number;
  width: number;
  /** There is room for what it is, beside it. */
  named: boolean;
}

const HEIGHT = 56;
const DATES = 16;
const APART = 110;

/** The whole record as a silhouette; a brush over it chooses the window. */
export function Overview({ whole, all, window, choose, left, right, width, named }: Props) {
  const x = useMemo(() => scaleUtc().domain(all).range([left, right]), [all, left, right]);
  const layer = useBrush({ all, window, choose, x });
  const bins = whole.lanes[0]?.bins ?? [];
  const y = scaleLinear()
    .domain([0, Math.max(1, ...bins.map(({ events }) => events))])
    .range([0, HEIGHT - DATES - 2]);
  return (
    <svg
      class="overview"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={t('timeline.overview', { from: day(whole.first), to: day(whole.last) })}
    >
      {named && (
        <text class="overview-name" x={0} y={HEIGHT - 8}>
          {t('zoom.all')}
        </text>
      )}
      {ticksOf(x, APART).map(({ at, says }) => (
        <g key={at} class="overview-tick" transform={`translate(${at} 0)`}>
          <line y2={HEIGHT} />
          {at < right - APART / 2 && (
            <text x={4} y={DATES - 5}>
              {says}
            </text>
          )}
        </g>
      ))}
      <path class="overview-bars" d={outlineOf(bins, x, y)} />
      <g ref={layer} class="brush" />
    </svg>
  );
}

/** All bars as one shape: a browser is slow with hundreds of them. */
function outlineOf(
  bins: readonly DensityBin[],
  x: ScaleTime<number, number>,
  y: (events: number) => number,
): string {
  return bins
    .map(({ start, end, events }) => {
      const [from, to] = windowOf(start, end).map(x) as [number, number];
      const [wide, high] = [Math.max(1.5, to - from - 1), y(events)];
      return `M${round(from)} ${round(HEIGHT - high)}h${round(wide)}v${round(high)}h${round(-wide)}z`;
    })
    .join('');
}

interface Brushed extends Pick<Props, 'all' | 'window' | 'choose'> {
  x: ScaleTime<number, number>;
}

function useBrush({ all, window, choose, x }: Brushed): { current: SVGGElement | null } {
  const layer = useRef<SVGGElement>(null);
  const brush = useRef<BrushBehavior<unknown> | null>(null);
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const element = layer.current;
    if (!element) return;
    const [left = 0, right = 0] = x.range();
    brush.current = brushX<unknown>()
      .extent([
        [left, 0],
        [right, HEIGHT],
      ])
      .on('end', (event: D3BrushEvent<unknown>) => {
        if (!event.sourceEvent) return;
        const chosen = event.selection as [number, number] | null;
        const start = chosen && x.invert(chosen[0]).getTime();
        const end = chosen && x.invert(chosen[1]).getTime();
        latest.current(start !== null && end !== null ? [start, Math.max(end, start + DAY)] : all);
      });
    select(element).call(brush.current);
  }, [all, x]);
  useEffect(() => {
    const element = layer.current;
    if (!element || !brush.current) return;
    const shown: [number, number] | null = same(window, all) ? null : [x(window[0]), x(window[1])];
    select(element).call(brush.current.move, shown);
  }, [all, window, x]);
  return layer;
}
