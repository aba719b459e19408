import type { ScaleTime } from 'd3-scale';
import { ticksOf } from './ticks';

interface Props {
  x: ScaleTime<number, number>;
  left: number;
  right: number;
  width: number;
}

const HEIGHT = 22;
const APART = 90;
const HALF = 34;

/** The days above the lanes, as many as there is room for. */
export function Axis({ x, left, right, width }: Props) {
  return (
    <svg class="axis" width={width} height={HEIGHT} aria-hidden="true">
      {ticksOf(x, APART).map(({ at, says }) => (
        <g key={at} transform={`translate(${at} 0)`}>
          <line y1={HEIGHT - 5} y2={HEIGHT} />
          <text y={HEIGHT - 9} text-anchor={anchor(at, left, right)}>
            {says}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** At the edges a label stands inside. */
function anchor(place: number, left: number, right: number): 'start' | 'middle' | 'end' {
  if (place < left + HALF) return 'start';
  return place > right - HALF ? 'end' : 'middle';
}
