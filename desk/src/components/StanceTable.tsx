import { matterName, partyName } from '../api/names';
import type { Stance } from '../api/types';
import { t } from '../i18n/i18n';
import { toMatter, toParty } from '../links';
import { Content } from './Content';
import { Day } from './Day';
import { Evidence } from './Evidence';
import { Foreign } from './Foreign';
import { Icon } from './Icon';
import { KindWord } from './KindWord';
import { StanceLine } from './StanceLine';
import { Who } from './Who';

interface Props {
  stances: readonly Stance[];
  /** What tells the rows apart: the matters of a party, or the parties of a matter. */
  by: 'matter' | 'party';
  /** Positions over time, the newest first: each row then shows how its own came about. */
  over?: readonly Stance[];
}

/** Positions over time, each with the one before it and the words it rests on. */
export function StanceTable({ stances, by, over = [] }: Props) {
  return (
    <table class="stances">
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t(by)}</th>
          <th scope="col">{t('stance')}</th>
          <th scope="col">{t('source')}</th>
        </tr>
      </thead>
      <tbody>
        {stances.map((stance) => (
          <tr
            key={`${stance.party}-${stance.matter}-${stance.event.id}`}
            class={stance.changed ? 'changed' : undefined}
          >
            <td>
              <Day of={stance.event} />
            </td>
            <th scope="row">
              <a href={by === 'matter' ? toMatter(stance.matter) : toParty(stance.party)}>
                <Foreign text={by === 'matter' ? matterName(stance.matter) : partyName(stance.party)} />
              </a>
            </th>
            <td>
              <Who event={stance.event} actors={false} />: <Content event={stance.event} />
              <Turned stance={stance} />
              <StanceLine
                stances={over.filter((one) => one.party === stance.party && one.matter === stance.matter)}
              />
            </td>
            <td>
              <Evidence event={stance.event} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Turned({ stance }: { stance: Stance }) {
  if (!stance.changed || !stance.before) return null;
  return (
    <span class="turned">
      <Icon name="turn" /> {t('board.before')}{' '}
      <KindWord kind={stance.before.kind} status={stance.before.status} />, <Day of={stance.before} />
    </span>
  );
}
