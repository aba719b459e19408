import { type ScaleTime, scaleLinear } from 'd3-scale';
import type { Density, DensityBin } from '../../api/types';
import { day } from '../../i18n/days';
import { counted, t, word } from '../../i18n/i18n';
import { lookOf, TONES, type Tone } from '../../kinds';
import { LaneLabel, laneName } from './LaneLabel';
import type { By } from './lanes';
import { TodayLine } from './TodayLine';
import { windowOf } from './window';

interface Props {
  density: Density;
  x: ScaleTime<number, number>;
  left: number;
  width: number;
  narrow: boolean;
  by: By;
  today: string | null;
  choose: (first: string, last: string) => void;
}

const HEIGHT = 44;
const LABEL = 18;

/** Where there are many events: how many in each span of time, by tone. A click comes closer. */
export function LaneBars({ density, x, left, width, narrow, by, today, choose }: Props) {
  const above = narrow ? LABEL : 0;
  const lane = HEIGHT + above + 8;
  const most = Math.max(1, ...density.lanes.flatMap(({ bins }) => bins.map(({ events }) => events)));
  const y = scaleLinear().domain([0, most]).range([0, HEIGHT]);
  const height = density.lanes.length * lane;
  return (
    <svg class="lanes" width={width} height={height}>
      <title>{t('timeline.chart')}</title>
      <TodayLine x={x} left={left} today={today} height={height} />
      {density.lanes.map(({ id, bins }, place) => (
        <g key={id} class="lane" transform={`translate(0 ${place * lane})`}>
          <line class="lane-rule" x1={0} x2={width} y1={lane} y2={lane} />
          <LaneLabel id={id ?? ''} by={by} y={narrow ? 14 : lane / 2 + 4} narrow={narrow} />
          {bins.map((bin) => (
            <Bar
              key={bin.start}
              bin={bin}
              x={x}
              y={y}
              bottom={lane}
              left={left}
              lane={laneName(id ?? '', by)}
              choose={choose}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface BarProps {
  bin: DensityBin;
  x: ScaleTime<number, number>;
  y: (events: number) => number;
  bottom: number;
  left: number;
  lane: string;
  choose: (first: string, last: string) => void;
}

function Bar({ bin, x, y, bottom, left, lane, choose }: BarProps) {
  const [from, to] = windowOf(bin.start, bin.end);
  const begin = Math.max(left, x(from));
  const wide = Math.max(1, x(to) - begin - 1);
  if (x(to) <= left) return null;
  let top = bottom;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys + and - come closer too
    <g class="bar" onClick={() => choose(bin.start, bin.end)}>
      <title>{saidOf(bin, lane)}</title>
      {tonesOf(bin).map(([tone, events]) => {
        top -= y(events);
        return <rect key={tone} class={`tone-${tone}`} x={begin} width={wide} y={top} height={y(events)} />;
      })}
    </g>
  );
}

/** How many events of each tone, in the order of tones. */
function tonesOf({ kinds }: DensityBin): [Tone, number][] {
  const sums = new Map<Tone, number>();
  for (const [kind, events] of Object.entries(kinds)) {
    const { tone } = lookOf(kind);
    sums.set(tone, (sums.get(tone) ?? 0) + events);
  }
  return TONES.flatMap((tone): [Tone, number][] => (sums.has(tone) ? [[tone, sums.get(tone) ?? 0]] : []));
}

function saidOf({ start, end, events, kinds }: DensityBin, lane: string): string {
  const some = Object.entries(kinds)
    .sort((one, two) => two[1] - one[1])
    .map(([kind, number]) => `${word('kind', kind)} ${number}`);
  const when = start === end ? day(start) : `${day(start)} – ${day(end)}`;
  return `${lane}, ${when}: ${counted('event', events)} (${some.join(', ')})`;
}
