import { type BrushBehavior, brushX, type D3BrushEvent } from 'd3-brush';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Density } from '../../api/types';
import { day } from '../../i18n/days';
import { t } from '../../i18n/i18n';
import { DAY, same, type Window, windowOf } from './window';

interface Props {
  whole: Density;
  all: Window;
  window: Window;
  choose: (window: Window) => void;
  width: number;
}

const HEIGHT = 44;

/** The whole record as a silhouette; a brush over it chooses the window. */
export function Overview({ whole, all, window, choose, width }: Props) {
  const x = useMemo(() => scaleUtc().domain(all).range([0, width]), [all, width]);
  const layer = useBrush({ all, window, choose, width });
  const bins = whole.lanes[0]?.bins ?? [];
  const y = scaleLinear()
    .domain([0, Math.max(1, ...bins.map(({ events }) => events))])
    .range([0, HEIGHT - 6]);
  return (
    <svg
      class="overview"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={t('timeline.overview', { from: day(whole.first), to: day(whole.last) })}
    >
      {bins.map(({ start, end, events }) => {
        const [from, to] = windowOf(start, end);
        const left = x(from) ?? 0;
        const bar = Math.max(1.5, (x(to) ?? 0) - left - 1);
        return (
          <rect
            key={start}
            class="overview-bar"
            x={left}
            width={bar}
            y={HEIGHT - y(events)}
            height={y(events)}
          />
        );
      })}
      <g ref={layer} class="brush" />
    </svg>
  );
}

function useBrush({ all, window, choose, width }: Omit<Props, 'whole'>): { current: SVGGElement | null } {
  const layer = useRef<SVGGElement>(null);
  const brush = useRef<BrushBehavior<unknown> | null>(null);
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const element = layer.current;
    if (!element || width <= 0) return;
    const x = scaleUtc().domain(all).range([0, width]);
    brush.current = brushX<unknown>()
      .extent([
        [0, 0],
        [width, HEIGHT],
      ])
      .on('end', (event: D3BrushEvent<unknown>) => {
        if (!event.sourceEvent) return;
        const chosen = event.selection as [number, number] | null;
        const start = chosen && x.invert(chosen[0]).getTime();
        const end = chosen && x.invert(chosen[1]).getTime();
        latest.current(start !== null && end !== null ? [start, Math.max(end, start + DAY)] : all);
      });
    select(element).call(brush.current);
  }, [all, width]);
  useEffect(() => {
    const element = layer.current;
    if (!element || !brush.current || width <= 0) return;
    const x = scaleUtc().domain(all).range([0, width]);
    const shown: [number, number] | null = same(window, all)
      ? null
      : [x(window[0]) ?? 0, x(window[1]) ?? width];
    select(element).call(brush.current.move, shown);
  }, [all, window, width]);
  return layer;
}
