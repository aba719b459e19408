import { lookOf } from '../kinds';

interface Props {
  kind: string;
  x: number;
  y: number;
  size?: number;
}

/** The sign of a kind inside a drawing, its middle at a place. */
export function Glyph({ kind, x, y, size = 13 }: Props) {
  const { stroke, fill } = lookOf(kind);
  const scale = size / 16;
  return (
    <g class="glyph" transform={`translate(${x - size / 2} ${y - size / 2}) scale(${scale})`}>
      {fill && <path class="filled" d={fill} />}
      {stroke && <path class="drawn" d={stroke} />}
    </g>
  );
}
