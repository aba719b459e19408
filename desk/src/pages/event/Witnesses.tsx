import { mayDecide } from '../../api/client';
import type { Witness } from '../../api/types';
import { Content } from '../../components/Content';
import { Day } from '../../components/Day';
import { Foreign } from '../../components/Foreign';
import { KindWord } from '../../components/KindWord';
import { ReviewMark } from '../../components/ReviewMark';
import { day } from '../../i18n/days';
import { t } from '../../i18n/i18n';
import { toAct, toReview } from '../../links';
import { citation } from '../../text/source';
import { Roles } from '../article/ActCard';

interface Props {
  witnesses: readonly Witness[];
  /** The act that tells it most fully. */
  lead: string;
  /** Those that are picked out; null where none can be. */
  picked: readonly string[] | null;
  toggle: (id: string) => void;
}

/** Who tells an event: the words of each, with their place. */
export function Witnesses({ witnesses, lead, picked, toggle }: Props) {
  return (
    <ul class="witness-list">
      {witnesses.map((witness) => (
        <li key={witness.act.id} class={`witness review-is-${witness.act.review}`}>
          {picked && (
            <input
              type="checkbox"
              checked={picked.includes(witness.act.id)}
              aria-label={t('event.pick', { source: cited(witness) })}
              onChange={() => toggle(witness.act.id)}
            />
          )}
          <Told witness={witness} fullest={witness.act.id === lead && witnesses.length > 1} />
        </li>
      ))}
    </ul>
  );
}

function Told({ witness, fullest }: { witness: Witness; fullest: boolean }) {
  const { act, source } = witness;
  return (
    <div>
      <p class="witness-words" lang={act.language}>
        <Foreign text={act.sentence} />
      </p>
      <p class="small">
        <Roles roles={act.actors} strong /> <KindWord kind={act.kind} status={act.status} />
        {act.recipients.length > 0 && ' → '}
        <Roles roles={act.recipients} />: <Content event={{ ...act, sentence: '' }} />
      </p>
      <p class="event-facts">
        <a class="evidence" href={toAct(act)}>
          <Foreign text={citation(source)} />
          {source.published && `, ${day(source.published)}`}
        </a>
        <Day of={act} />
        <ReviewMark review={act.review} confidence={act.confidence} />
        {fullest && <span>{t('event.fullest')}</span>}
        {mayDecide() && (
          <a class="quiet" href={toReview(act.id)}>
            {t('review.this')}
          </a>
        )}
      </p>
    </div>
  );
}

function cited({ source }: Witness): string {
  return [citation(source), source.published && day(source.published)].filter(Boolean).join(', ');
}
