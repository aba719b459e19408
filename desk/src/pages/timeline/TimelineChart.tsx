import { scaleUtc } from 'd3-scale';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ahead, Density, Event } from '../../api/types';
import { useWidth } from '../../charts/useWidth';
import type { Filter } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import { useKeys } from '../../state/keys';
import { Axis } from './Axis';
import { ChartTools } from './ChartTools';
import { Details } from './Details';
import { LaneBars } from './LaneBars';
import { LaneMarks } from './LaneMarks';
import { type By, placed } from './lanes';
import { Overview } from './Overview';
import { ToneLegend } from './ToneLegend';
import { useZoom } from './useZoom';
import { DAY, daysOf, panned, same, type Window, windowOf, zoomed } from './window';

interface Props {
  whole: Density;
  lanes: Density | null;
  /** The events of the window, where they are few enough to be drawn one by one. */
  events: Event[] | null;
  ahead: Ahead | null;
  by: By;
  filter: Filter;
  setDays: (from: string, to: string) => void;
}

const SIZE = 16;
const PAUSE = 350;

export function TimelineChart({ whole, lanes, events, ahead, by, filter, setDays }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const all = useMemo(() => wholeWindow(whole, ahead), [whole, ahead]);
  const [window, setWindow] = useWindow(all, filter, setDays);
  const [pointed, point] = useState<Event | null>(null);
  const narrow = width < 640;
  const left = narrow ? 0 : 168;
  const x = scaleUtc()
    .domain(window)
    .range([left, Math.max(left + 10, width)]);
  const area = useZoom({ all, window, setWindow, left, width });
  const move = (next: Window) => setWindow(next, true);
  useKeys({
    '+': () => move(zoomed(window, 0.5, all)),
    '-': () => move(zoomed(window, 2, all)),
    ArrowLeft: () => move(panned(window, -0.25, all)),
    ArrowRight: () => move(panned(window, 0.25, all)),
    '0': () => move(all),
  });
  const rows = lanes && events ? placed(lanes, events, by, (time) => x(time) ?? 0, SIZE) : null;
  const shared = { x, left, width, narrow, by, today: ahead?.today ?? null };
  return (
    <section class="timeline-chart" aria-label={t('timeline.chart')}>
      <div ref={frame}>
        <Overview whole={whole} all={all} window={window} choose={move} width={width} />
        <div ref={area} class="timeline-area">
          {width > 0 && <Axis x={x} left={left} width={width} />}
          {width > 0 && rows && (
            <LaneMarks {...shared} rows={rows} size={SIZE} pointed={pointed} point={point} />
          )}
          {width > 0 && !rows && lanes && (
            <LaneBars {...shared} density={lanes} choose={(first, last) => move(windowOf(first, last))} />
          )}
        </div>
      </div>
      <ChartTools
        zoomIn={() => move(zoomed(window, 0.5, all))}
        zoomOut={() => move(zoomed(window, 2, all))}
        showAll={() => move(all)}
        whole={same(window, all)}
      />
      {rows ? <Details event={pointed} /> : <ToneLegend />}
    </section>
  );
}

/** All days of the record, and those ahead. */
function wholeWindow(whole: Density, ahead: Ahead | null): Window {
  const days = [whole.last ?? '', ...(ahead?.items.map(({ day }) => day) ?? [])];
  const last = days.sort().at(-1) ?? '';
  const [start, end] = windowOf(whole.first ?? last, last);
  const margin = Math.max(DAY, (end - start) * 0.02);
  return [start - margin, end + margin];
}

/** What is shown: what the address says, or what is being moved; the address follows after a moment. */
function useWindow(
  all: Window,
  filter: Filter,
  setDays: Props['setDays'],
): [Window, (window: Window, now?: boolean) => void] {
  const said = useMemo<Window>(() => {
    const { from, to } = filter;
    return [from ? windowOf(from, from)[0] : all[0], to ? windowOf(to, to)[1] : all[1]];
  }, [filter.from, filter.to, all]);
  const [moving, setMoving] = useState<Window | null>(null);
  useEffect(() => setMoving(null), [said]);
  useEffect(() => {
    if (!moving) return;
    const wait = setTimeout(() => {
      const { from, to } = daysOf(moving);
      if (same(moving, said)) setMoving(null);
      else if (same(moving, all)) setDays('', '');
      else setDays(from, to);
    }, PAUSE);
    return () => clearTimeout(wait);
  }, [moving, said, all, setDays]);
  return [moving ?? said, setMoving];
}
