import { type ScaleTime, scaleLinear } from 'd3-scale';
import { useState } from 'preact/hooks';
import type { Density, DensityBin } from '../../api/types';
import { day } from '../../i18n/days';
import { counted, t, word } from '../../i18n/i18n';
import { binAt, shapesOf } from './bars';
import { LaneLabel, laneName } from './LaneLabel';
import type { By } from './lanes';
import { TodayLine } from './TodayLine';

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
      <TodayLine x={x} left={left} width={width} today={today} height={height} />
      {density.lanes.map(({ id, bins }, place) => (
        <g key={id} class="lane" transform={`translate(0 ${place * lane})`}>
          <line class="lane-rule" x1={0} x2={width} y1={lane} y2={lane} />
          <LaneLabel
            id={id ?? ''}
            by={by}
            y={narrow ? 0 : 8}
            width={narrow ? width : left - 6}
            height={narrow ? LABEL + 4 : lane - 12}
          />
          <Bars
            bins={bins}
            x={x}
            y={y}
            bottom={lane}
            left={left}
            lane={laneName(id ?? '', by)}
            choose={choose}
          />
        </g>
      ))}
    </svg>
  );
}

interface BarsProps {
  bins: readonly DensityBin[];
  x: ScaleTime<number, number>;
  y: (events: number) => number;
  bottom: number;
  left: number;
  lane: string;
  choose: (first: string, last: string) => void;
}

/** The bars of a lane as one shape for each tone: a browser is slow with thousands of shapes. */
function Bars({ bins, x, y, bottom, left, lane, choose }: BarsProps) {
  const [pointed, point] = useState<DensityBin | null>(null);
  const find = (event: MouseEvent) => {
    const chart = (event.currentTarget as SVGGElement).ownerSVGElement;
    const place = event.clientX - (chart?.getBoundingClientRect().left ?? 0);
    return binAt(bins, x.invert(place).getTime());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys + and - come closer too
    <g
      class="bars"
      onPointerMove={(event) => point(find(event))}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        const bin = find(event);
        if (bin) choose(bin.start, bin.end);
      }}
    >
      {pointed && <title>{saidOf(pointed, lane)}</title>}
      {shapesOf(bins, x, y, bottom, left).map(([tone, shape]) => (
        <path key={tone} class={`bar tone-${tone}`} d={shape} />
      ))}
    </g>
  );
}

function saidOf({ start, end, events, kinds }: DensityBin, lane: string): string {
  const some = Object.entries(kinds)
    .sort((one, two) => two[1] - one[1])
    .map(([kind, number]) => `${word('kind', kind)} ${number}`);
  const when = start === end ? day(start) : `${day(start)} – ${day(end)}`;
  return `${lane}, ${when}: ${counted('event', events)} (${some.join(', ')})`;
}
