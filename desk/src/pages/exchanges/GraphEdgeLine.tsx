import { partyName } from '../../api/names';
import { Glyph } from '../../charts/Glyph';
import { word } from '../../i18n/i18n';
import { plain } from '../../text/hidden';
import { type Edge, pathOf, toneOf } from './layout';

interface Props {
  edge: Edge;
  on: boolean;
  dim: boolean;
  choose: () => void;
}

/** A line from one party to another: its width is how much, its colour and sign what most. */
export function GraphEdgeLine({ edge, on, dim, choose }: Props) {
  const { d, middle } = pathOf(edge);
  const tone = toneOf(edge);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table below does the same by keyboard
    <g class={`edge tone-${tone}${on ? ' on' : ''}${dim ? ' dim' : ''}`} onClick={choose}>
      <title>{edgeSaid(edge)}</title>
      <path class="edge-reach" d={d} />
      <path class="edge-line" d={d} stroke-width={edge.wide} marker-end={`url(#head-${tone})`} />
      <circle class="edge-sign" cx={middle[0]} cy={middle[1]} r={8} />
      <Glyph kind={edge.kind} x={middle[0]} y={middle[1]} size={10} />
    </g>
  );
}

export function edgeSaid({ edge }: Edge): string {
  return `${plain(partyName(edge.from))} → ${plain(partyName(edge.to))}: ${kindsSaid(edge.kinds)}`;
}

export function kindsSaid(kinds: Partial<Record<string, number>>): string {
  return Object.entries(kinds)
    .sort((one, two) => (two[1] ?? 0) - (one[1] ?? 0))
    .map(([kind, number]) => `${word('kind', kind)} ${number}`)
    .join(', ');
}
