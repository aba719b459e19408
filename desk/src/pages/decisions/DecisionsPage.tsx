import { useState } from 'preact/hooks';
import { mayDecide, path, post } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import type { Decided, Decision } from '../../api/types';
import { usePages } from '../../api/usePages';
import { Empty } from '../../components/Empty';
import { Foreign } from '../../components/Foreign';
import { More } from '../../components/More';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { t } from '../../i18n/i18n';
import { toSubject } from '../../links';
import { DecisionLine } from '../../review/DecisionLine';
import { useQuery } from '../../state/address';
import './decisions.css';

/** Who decided what when, the newest first; each that holds can be taken back. */
export function DecisionsPage() {
  const { query, set } = useQuery();
  const who = query.get('who');
  const { items, failure, loading, more, reload } = usePages<Decision>(path('/decisions', { who }));
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
      {!loading && !failure && items.length === 0 && <Empty title={t('decisions.none')} />}
      <ol class="decision-log" aria-busy={loading}>
        {items.map((decision) => (
          <li key={decision.number}>
            <div>
              <DecisionLine decision={decision} />
              <Subjects decision={decision} />
            </div>
            <span class="buttons">
              {!who && (
                <button type="button" class="button bare" onClick={() => set({ who: decision.who })}>
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

/** What it was about, each with its place. */
function Subjects({ decision: { subject, subjects } }: { decision: Decision }) {
  const rest = subjects.length - SHOWN;
  return (
    <span class="decision-change">
      {subjects.slice(0, SHOWN).map((id, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <a href={toSubject(subject, id)}>
            <Foreign text={id} />
          </a>
        </span>
      ))}
      {rest > 0 && ` ${t('and_more', { n: rest })}`}
    </span>
  );
}
