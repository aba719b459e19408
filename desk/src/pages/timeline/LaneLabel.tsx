import { matterName, partyName } from '../../api/names';
import { t, word } from '../../i18n/i18n';
import { toEvents, toMatter, toParty } from '../../links';
import { plain } from '../../text/hidden';
import type { By } from './lanes';

interface Props {
  id: string;
  by: By;
  y: number;
  width: number;
  height: number;
}

/** The name of a lane, which leads to its party or matter; a long one in several lines, then cut. */
export function LaneLabel({ id, by, y, width, height }: Props) {
  const name = plain(laneName(id, by));
  const href = laneHref(id, by);
  return (
    <foreignObject x={0} y={y} width={width} height={height}>
      <div class="lane-name" title={name}>
        {href ? <a href={href}>{name}</a> : name}
      </div>
    </foreignObject>
  );
}

export function laneName(id: string, by: By): string {
  if (id === '') return t(by === 'matter' ? 'no_matter' : 'unknown_party');
  if (by === 'kind') return word('kind', id);
  return by === 'party' ? partyName(id) : matterName(id);
}

function laneHref(id: string, by: By): string | null {
  if (id === '') return null;
  if (by === 'kind') return toEvents('/timeline', { kind: [id] });
  return by === 'party' ? toParty(id) : toMatter(id);
}
