import type { Witness } from '../../api/types';
import { Content } from '../../components/Content';
import { Day } from '../../components/Day';
import { Foreign } from '../../components/Foreign';
import { KindWord } from '../../components/KindWord';
import { ReviewLink } from '../../components/ReviewLink';
import { ReviewMark } from '../../components/ReviewMark';
import { day } from '../../i18n/days';
import { t } from '../../i18n/i18n';
import { toAct } from '../../links';
import { plain } from '../../text/hidden';
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
          <Told
            witness={witness}
            fullest={witness.act.id === lead && witnesses.length > 1}
            copied={witnesses.find(({ source }) => isCopy(witness) && source.article === witness.group)}
          />
        </li>
      ))}
    </ul>
  );
}

interface ToldProps {
  witness: Witness;
  fullest: boolean;
  /** The one whose text it nearly repeats. */
  copied: Witness | undefined;
}

function Told({ witness, fullest, copied }: ToldProps) {
  const { act, source } = witness;
  return (
    <div>
      <p class="witness-words" lang={act.language}>
        <Foreign text={act.sentence} />
      </p>
      <p class="small">
        <Roles roles={act.actors} strong />{' '}
        <KindWord kind={act.kind} status={act.status} many={act.actors.length > 1} />
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
        {copied && <span>{t('event.copy', { source: plain(citation(copied.source)) })}</span>}
        <ReviewLink act={act.id} />
      </p>
    </div>
  );
}

/** Whether it nearly repeats the text of another article, and counts as one source with it. */
function isCopy({ source, group }: Witness): boolean {
  return group !== source.article;
}

function cited({ source }: Witness): string {
  return [citation(source), source.published && day(source.published)].filter(Boolean).join(', ');
}
