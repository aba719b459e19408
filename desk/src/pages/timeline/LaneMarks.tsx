import type { ScaleTime } from 'd3-scale';
import type { Event } from '../../api/types';
import { Glyph } from '../../charts/Glyph';
import { t } from '../../i18n/i18n';
import { lookOf } from '../../kinds';
import { toEvidence } from '../../links';
import { LaneLabel, laneName } from './LaneLabel';
import type { By, Lane, Placed } from './lanes';
import { TodayLine } from './TodayLine';

interface Props {
  rows: Lane[];
  size: number;
  x: ScaleTime<number, number>;
  left: number;
  width: number;
  narrow: boolean;
  by: By;
  today: string | null;
  pointed: Event | null;
  point: (event: Event) => void;
}

const PAD = 8;
const LABEL = 18;

/** Every event as the sign of its kind, in the lane of who did it or what it is about. */
export function LaneMarks({ rows, size, x, left, width, narrow, by, today, pointed, point }: Props) {
  const above = narrow ? LABEL : 0;
  const tops = topsOf(rows, size, above);
  const height = tops.at(-1) ?? 0;
  const inside = (place: number) => place >= left - size && place <= width + size;
  return (
    <svg class="lanes" width={width} height={height}>
      <title>{t('timeline.chart')}</title>
      <TodayLine x={x} left={left} today={today} height={height} />
      {rows.map((lane, place) => {
        const top = tops[place] ?? 0;
        const bottom = tops[place + 1] ?? height;
        return (
          <g key={lane.id} class="lane">
            <line class="lane-rule" x1={0} x2={width} y1={bottom} y2={bottom} />
            <LaneLabel id={lane.id} by={by} y={top + (narrow ? 14 : PAD + 12)} narrow={narrow} />
            {lane.placed
              .filter((one) => inside(one.x))
              .map((one) => (
                <Mark
                  key={one.event.id}
                  one={one}
                  y={top + above + PAD + one.row * size + size / 2}
                  lane={laneName(lane.id, by)}
                  on={pointed?.id === one.event.id}
                  point={point}
                />
              ))}
            {lane.due
              .filter((one) => inside(one.x))
              .map((one) => (
                <Due
                  key={one.event.id}
                  one={one}
                  y={top + above + PAD + one.row * size + size / 2}
                  point={point}
                />
              ))}
          </g>
        );
      })}
    </svg>
  );
}

interface MarkProps {
  one: Placed;
  y: number;
  lane: string;
  on: boolean;
  point: (event: Event) => void;
}

/** The first click shows what it is, the second goes to the words it rests on. */
function Mark({ one, y, lane, on, point }: MarkProps) {
  const { event, x } = one;
  return (
    <a
      href={toEvidence(event)}
      tabIndex={-1}
      class={`mark tone-${lookOf(event.kind).tone}${on ? ' on' : ''}${event.status === 'planned' ? ' planned' : ''}`}
      aria-label={`${lane}: ${event.content || event.sentence}`}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && point(event)}
      onClick={(click) => {
        if (on) return;
        click.preventDefault();
        click.stopPropagation();
        point(event);
      }}
    >
      <circle cx={x} cy={y} r={8} />
      <Glyph kind={event.kind} x={x} y={y} size={11} />
    </a>
  );
}

/** A flag on the last day by which something is to be done. */
function Due({ one, y, point }: { one: Placed; y: number; point: (event: Event) => void }) {
  const { event, x } = one;
  return (
    <a
      href={toEvidence(event)}
      tabIndex={-1}
      class="due"
      aria-label={`${t('deadline')}: ${event.content}`}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && point(event)}
    >
      <path d={`M${x} ${y + 7}v-14h9l-2.5 3.5 2.5 3.5h-9`} />
    </a>
  );
}

function topsOf(rows: readonly Lane[], size: number, above: number): number[] {
  const tops = [0];
  for (const lane of rows) tops.push((tops.at(-1) ?? 0) + lane.rows * size + 2 * PAD + above);
  return tops;
}
