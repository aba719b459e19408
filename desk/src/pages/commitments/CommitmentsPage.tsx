import { COMMITMENT_STATUSES, commitmentsQuestion, STATUS, statusIn } from '../../api/questions';
import type { Commitment, CommitmentList, RecordStatus } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { usePages } from '../../api/usePages';
import { Empty } from '../../components/Empty';
import { More } from '../../components/More';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { StatusTabs } from '../../components/StatusTabs';
import { FilterBar } from '../../filters/FilterBar';
import { isEverything } from '../../filters/filter';
import { day } from '../../i18n/days';
import { t } from '../../i18n/i18n';
import { Outcome } from '../../review/Outcome';
import { useDecision } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { CommitmentCard } from './CommitmentCard';
import './commitments.css';

/** What was threatened, offered or announced on a condition, and what became of it; pending ones first. */
export function CommitmentsPage() {
  const { query, filter, set } = useQuery();
  const pages = usePages<Commitment, CommitmentList>(commitmentsQuestion(query));
  const whole = useAnswer<RecordStatus>(STATUS).data?.commitments ?? null;
  const as_of = pages.first?.day;
  return (
    <Page
      name="commitments"
      title={t('commitments.title')}
      facts={as_of && <p>{t('as_of', { day: day(as_of, 'long') })}</p>}
      bar={<FilterBar />}
      tools={
        <StatusTabs
          group="commitment_status"
          statuses={COMMITMENT_STATUSES}
          chosen={statusIn(query, COMMITMENT_STATUSES)}
          numbers={isEverything(filter) ? whole : null}
          choose={(next) => set({ status: next })}
        />
      }
    >
      <Outcome deciding={useDecision()} />
      {pages.failure && <Notice failure={pages.failure} retry={pages.reload} />}
      {pages.loading && pages.items.length === 0 && <Skeleton />}
      {!pages.loading && !pages.failure && pages.items.length === 0 && (
        <Empty title={t('commitments.none')}>{t('commitments.none.help')}</Empty>
      )}
      {pages.items.length > 0 && (
        <div class="commitments-head" aria-hidden="true">
          <span>{t('commitments.if')}</span>
          <span>{t('commitments.then')}</span>
          <span>{t('status')}</span>
        </div>
      )}
      <ol class="commitments" aria-busy={pages.loading}>
        {pages.items.map((commitment) => (
          <li key={commitment.id}>
            <CommitmentCard commitment={commitment} />
          </li>
        ))}
      </ol>
      <More more={pages.more} />
    </Page>
  );
}
