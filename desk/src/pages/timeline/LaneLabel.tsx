import { matterName, partyName } from '../../api/names';
import { t, word } from '../../i18n/i18n';
import { toEvents, toMatter, toParty } from '../../links';
import { plain } from '../../text/hidden';
import type { By } from './lanes';

interface Props {
  id: string;
  by: By;
  y: number;
  narrow: boolean;
}

const LONGEST = 22;

/** The name of a lane, which leads to its party or matter. */
export function LaneLabel({ id, by, y, narrow }: Props) {
  const name = plain(laneName(id, by));
  const short = name.length > LONGEST && !narrow ? `${name.slice(0, LONGEST - 1)}…` : name;
  const text = (
    <text class="lane-name" x={0} y={y}>
      {short}
      {short !== name && <title>{name}</title>}
    </text>
  );
  const href = laneHref(id, by);
  return href ? <a href={href}>{text}</a> : text;
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
