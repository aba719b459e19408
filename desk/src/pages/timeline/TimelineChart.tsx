import { scaleUtc } from 'd3-scale';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ahead, Density, Event } from '../../api/types';
import { useWidth } from '../../charts/useWidth';
import type { Filter } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import { useKeys } from '../../state/keys';
import { Axis } from './Axis';
import { ChartTools } from './ChartTools';
import { LaneBars } from './LaneBars';
import { LaneMarks, type Pointed } from './LaneMarks';
import { LanesLeftOut } from './LanesLeftOut';
import { type By, placed } from './lanes';
import { Overview } from './Overview';
import { SignKey } from './SignKey';
import { ToneLegend } from './ToneLegend';
import { useZoom } from './useZoom';
import { daysOf, panned, same, type Window, wholeWindow, windowOf, zoomed } from './window';

interface Props {
  whole: Density;
  lanes: Density | null;
  /** The events of the window, where they are few enough to be drawn one by one. */
  events: Event[] | null;
  ahead: Ahead | null;
  /** How many lanes are wanted. */
  number: number;
  setNumber: (number: number | null) => void;
  by: By;
  filter: Filter;
  setDays: (from: string, to: string) => void;
}

const SIZE = 16;
/** Room for the names of lanes, and beside the first and the last day. */
const GUTTER = 168;
const EDGE = 14;
const PAUSE = 350;

export function TimelineChart(props: Props) {
  const { whole, lanes, events, ahead, by, filter, setDays } = props;
  const [frame, width] = useWidth<HTMLDivElement>();
  const all = useMemo(() => {
    const days = ahead?.items.map(({ day }) => day) ?? [];
    return wholeWindow(whole.first ?? '', whole.last ?? '', ahead?.today ?? null, days);
  }, [whole, ahead]);
  const [window, setWindow] = useWindow(all, filter, setDays);
  const [pointed, point] = useState<Pointed | null>(null);
  const narrow = width < 640;
  const left = (narrow ? 0 : GUTTER) + EDGE;
  const right = Math.max(left + 10, width - EDGE);
  const x = scaleUtc().domain(window).range([left, right]);
  const area = useZoom({ all, window, setWindow, left, width: right });
  const move = (next: Window) => setWindow(next, true);
  useKeys({
    '+': () => move(zoomed(window, 0.5, all)),
    '-': () => move(zoomed(window, 2, all)),
    ArrowLeft: () => move(panned(window, -0.25, all)),
    ArrowRight: () => move(panned(window, 0.25, all)),
    '0': () => move(all),
  });
  const rows = lanes && events ? placed(lanes, events, by, { x, end: all[1], size: SIZE }) : null;
  const shared = { x, left: left - EDGE, width, narrow, by, today: ahead?.today ?? null };
  const strip = { whole, all, window, choose: move, left, right, width };
  return (
    <section class="timeline-chart" aria-label={t('timeline.chart')}>
      <div ref={frame}>
        {width > 0 && <Overview {...strip} named={!narrow} />}
        <div ref={area} class="timeline-area">
          {width > 0 && <Axis x={x} left={left} right={right} width={width} />}
          {width > 0 && rows && (
            <LaneMarks {...shared} rows={rows} size={SIZE} end={all[1]} pointed={pointed} point={point} />
          )}
          {width > 0 && !rows && lanes && (
            <LaneBars {...shared} density={lanes} choose={(first, last) => move(windowOf(first, last))} />
          )}
        </div>
      </div>
      {lanes && <LanesLeftOut lanes={lanes} number={props.number} set={props.setNumber} />}
      <ChartTools
        zoomIn={() => move(zoomed(window, 0.5, all))}
        zoomOut={() => move(zoomed(window, 2, all))}
        showAll={() => move(all)}
        whole={same(window, all)}
      />
      {rows ? <SignKey events={events ?? []} /> : <ToneLegend />}
    </section>
  );
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
