import type { ScaleTime } from 'd3-scale';
import { useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/i18n';
import { LaneLabel } from './LaneLabel';
import type { By, Lane } from './lanes';
import { SignBox } from './SignBox';
import { SignLink } from './SignLink';
import { beside, type Sign, signsOf } from './signs';
import { TodayLine } from './TodayLine';

/** The sign that is explained, by its lane and event. */
export type Pointed = Pick<Sign, 'event' | 'lane' | 'form' | 'x' | 'y'>;

interface Props {
  rows: Lane[];
  size: number;
  x: ScaleTime<number, number>;
  left: number;
  width: number;
  /** The last moment that is drawn, wherever one moves. */
  end: number;
  narrow: boolean;
  by: By;
  today: string | null;
  pointed: Pointed | null;
  point: (pointed: Pointed | null) => void;
}

const PAD = 8;
const LABEL = 18;
/** Two lines of a name. */
const LOWEST = 40;

/** Every event as the sign of its kind, in the lane of who did it or what it is about. */
export function LaneMarks(props: Props) {
  const { rows, size, x, left, width, end, narrow, by, today, pointed, point } = props;
  const chart = useRef<SVGSVGElement>(null);
  const above = PAD + (narrow ? LABEL : 0);
  const tops = topsOf(rows, size, above, narrow ? 0 : LOWEST);
  const height = tops.at(-1) ?? 0;
  const [, right = width] = x.range();
  const signs = signsOf(rows, { tops, left, right, size, above, atEnd: x(end) <= right + 1 });
  const { stop, walk, at } = useWalk(chart, signs);
  const leaving = useLeaving(() => point(null));
  return (
    <div class="lanes-frame">
      <svg
        ref={chart}
        class="lanes"
        width={width}
        height={height}
        onKeyDown={(event) => (event.key === 'Escape' ? point(null) : walk(event))}
      >
        <title>{t('timeline.chart')}</title>
        <TodayLine x={x} left={left} width={width} today={today} height={height} />
        {rows.map((lane, place) => {
          const top = tops[place] ?? 0;
          const bottom = tops[place + 1] ?? height;
          return (
            <g key={lane.id} class="lane">
              <line class="lane-rule" x1={0} x2={width} y1={bottom} y2={bottom} />
              <LaneLabel
                id={lane.id}
                by={by}
                y={top + (narrow ? 0 : 4)}
                width={narrow ? width : left - 6}
                height={narrow ? LABEL + 4 : LOWEST - 4}
              />
            </g>
          );
        })}
        {signs.map((sign, place) => (
          <SignLink
            key={`${sign.lane}-${sign.form}-${sign.event.id}`}
            sign={sign}
            place={place}
            stop={place === stop}
            on={isSame(pointed, sign)}
            alike={pointed?.event.id === sign.event.id}
            point={(next) => {
              leaving.stop();
              point(next);
            }}
            left={leaving.start}
            reached={at}
          />
        ))}
      </svg>
      {pointed && signs.some((sign) => isSame(pointed, sign)) && (
        <SignBox
          pointed={pointed}
          width={width}
          height={height}
          fixed={narrow}
          entered={leaving.stop}
          left={leaving.start}
          close={() => point(null)}
        />
      )}
    </div>
  );
}

function isSame(one: Pointed | null, two: Pointed): boolean {
  return one?.event.id === two.event.id && one.lane === two.lane && one.form === two.form;
}

const PAUSE = 350;

/** What is explained goes when the mouse has left it for a moment; long enough to come from the sign to its box. */
function useLeaving(leave: () => void): { start: () => void; stop: () => void } {
  const wait = useRef(0);
  const latest = useRef(leave);
  latest.current = leave;
  return useMemo(() => {
    const stop = () => clearTimeout(wait.current);
    const start = () => {
      stop();
      wait.current = window.setTimeout(() => latest.current(), PAUSE);
    };
    return { start, stop };
  }, []);
}

/** The signs are one stop for the Tab key; arrows go from one to another. */
function useWalk(chart: { readonly current: SVGSVGElement | null }, signs: readonly Sign[]) {
  const [last, at] = useState(0);
  const stop = Math.min(last, signs.length - 1);
  const walk = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(event.target as Element).closest('[data-sign]')) return;
    const next = beside(signs, stop, event.key);
    if (next === null) return;
    event.preventDefault();
    chart.current?.querySelector<SVGAElement>(`[data-sign="${next}"]`)?.focus();
  };
  return { stop, walk, at };
}

function topsOf(rows: readonly Lane[], size: number, above: number, lowest: number): number[] {
  const tops = [0];
  for (const lane of rows) tops.push((tops.at(-1) ?? 0) + Math.max(lowest, lane.rows * size + PAD + above));
  return tops;
}
