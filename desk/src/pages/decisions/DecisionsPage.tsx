import { useMemo, useState } from 'preact/hooks';
import { mayDecide, path, post } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import { matterName, partyName } from '../../api/names';
import type { Act, Decided, Decision, Log } from '../../api/types';
import { usePages } from '../../api/usePages';
import { Content } from '../../components/Content';
import { Empty } from '../../components/Empty';
import { Foreign } from '../../components/Foreign';
import { KindWord } from '../../components/KindWord';
import { More } from '../../components/More';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { t } from '../../i18n/i18n';
import { toSubject } from '../../links';
import { DecisionLine } from '../../review/DecisionLine';
import { useQuery } from '../../state/address';
import { Roles } from '../article/ActCard';
import './decisions.css';

/** Who decided what when, the newest first; each that holds can be taken back. */
export function DecisionsPage() {
  const { query, set } = useQuery();
  const who = query.get('who');
  const { items, pages, failure, loading, more, reload } = usePages<Decision, Log>(
    path('/decisions', { who }),
  );
  const acts = useMemo(
    () => new Map(pages.flatMap((page) => page.acts.map((act) => [act.id, act]))),
    [pages],
  );
  const [refused, refuse] = useState<Failure | null>(null);
  const undo = async (number: number) => {
    try {
      refuse(null);
      await post<Decided>('/decisions/undo', { number });
      reload();
    } catch (error) {
      refuse(asFailure(error));
    }
  };
  return (
    <Page
      name="decisions"
      title={t('decisions.title')}
      tools={
        who && (
          <button type="button" class="button" onClick={() => set({ who: null })}>
            {t('decisions.all')}
          </button>
        )
      }
    >
      {failure && <Notice failure={failure} retry={reload} />}
      {refused && <Notice failure={refused} />}
      {loading && items.length === 0 && <Skeleton />}
      {!loading && !failure && items.length === 0 && (
        <Empty title={t('decisions.none')}>
          {t('decisions.none.help')} <a href="/review">{t('nav.review')}</a>
        </Empty>
      )}
      <ol class="decision-log" aria-busy={loading}>
        {items.map((decision) => (
          <li key={decision.number}>
            <div>
              <DecisionLine decision={decision} />
              <Subjects decision={decision} acts={acts} />
            </div>
            <span class="buttons">
              {!who && (
                <button type="button" class="button" onClick={() => set({ who: decision.who })}>
                  {t('decisions.of')} <Foreign text={decision.who} />
                </button>
              )}
              {mayDecide() && decision.holds && (
                <button type="button" class="button" onClick={() => void undo(decision.number)}>
                  {t('review.do.undo')}
                  <span class="unseen"> {t('decision.number', { n: decision.number })}</span>
                </button>
              )}
            </span>
          </li>
        ))}
      </ol>
      <More more={more} />
    </Page>
  );
}

const SHOWN = 3;

interface SubjectsProps {
  decision: Decision;
  acts: ReadonlyMap<string, Act>;
}

/** What it was about, each with its place. */
function Subjects({ decision: { subject, subjects }, acts }: SubjectsProps) {
  const rest = subjects.length - SHOWN;
  return (
    <ul class="decision-subjects">
      {subjects.slice(0, SHOWN).map((id) => (
        <li key={id}>
          <a class="quiet" href={toSubject(subject, id)}>
            <SubjectName subject={subject} id={id} acts={acts} />
          </a>
        </li>
      ))}
      {rest > 0 && <li>{t('and_more', { n: rest })}</li>}
    </ul>
  );
}

function SubjectName({ subject, id, acts }: { subject: string; id: string; acts: SubjectsProps['acts'] }) {
  if (subject === 'matter') return <Foreign text={matterName(id)} />;
  if (subject === 'party') return <Foreign text={partyName(id)} />;
  const act = acts.get(id.slice(id.indexOf('/') + 1));
  if (!act) return <Foreign text={id} />;
  return (
    <>
      <Roles roles={act.actors} strong />{' '}
      <KindWord kind={act.kind} status={act.status} many={act.actors.length > 1} />
      {act.recipients.length > 0 && ' → '}
      <Roles roles={act.recipients} />: <Content event={act} />
    </>
  );
}
