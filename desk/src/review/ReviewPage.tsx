import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { mayDecide, path } from '../api/client';
import type { Act, List, ReviewItem } from '../api/types';
import { useAnswer } from '../api/useAnswer';
import { Notice } from '../components/Notice';
import { Page } from '../components/Page';
import { Skeleton } from '../components/Skeleton';
import { FilterBar } from '../filters/FilterBar';
import { queryOf } from '../filters/filter';
import { counted, t } from '../i18n/i18n';
import { toAct, toFiltered } from '../links';
import { useQuery } from '../state/address';
import { useKeys } from '../state/keys';
import { ConflictPanel } from './ConflictPanel';
import { HistoryPanel } from './HistoryPanel';
import { Meanwhile } from './Meanwhile';
import { ReviewBar } from './ReviewBar';
import { ReviewCard } from './ReviewCard';
import { ReviewDone } from './ReviewDone';
import { type ReviewAction, reviewKeys } from './reviewKeys';
import { useDecisions, type Wish } from './useDecisions';
import { type Queue, useQueue } from './useQueue';
import './review.css';

/** Acts that nobody has decided about, the least certain first: one after the other, a key for each. */
export function ReviewPage() {
  const { query, filter } = useQuery();
  const { route } = useLocation();
  const decisions = useDecisions();
  const wanted = queryOf({ ...filter, reviewed: null });
  const queue = useQueue(wanted, query.get('act'), decisions.mine);
  const [editing, setEditing] = useState<ReviewAction | null>(null);
  const left = useAnswer<List<ReviewItem>>(path('/review', withLimit(wanted))).data?.total ?? null;
  const { current } = queue;

  const decide = async (wish: Wish, goOn: boolean) => {
    if (!current) return;
    const act = await decisions.decide(current.act, wish);
    if (!act) return;
    setEditing(null);
    if (goOn) queue.next();
    else queue.replace(act);
  };
  const undo = async () => {
    const act = await decisions.undo();
    setEditing(null);
    if (act) queue.show(act.id);
  };
  const next = () => {
    setEditing(null);
    decisions.settle();
    queue.next();
  };
  const onCurrent = (action: ReviewAction, shown: Act) => {
    if (action === 'confirm' || action === 'reject') void decide({ action }, true);
    else if (action === 'next') next();
    else if (action === 'article') route(toAct(shown));
    else setEditing(editing === action ? null : action);
  };
  const act = (action: ReviewAction) => {
    if (action === 'undo') void undo();
    else if (current && isAllowed(action)) onCurrent(action, current.act);
  };
  useReviewKeys(act, editing !== null && editing !== 'history');
  useKeys(editing === 'history' ? { Escape: () => setEditing(null) } : {});
  useShownAddress(queue);

  return (
    <Page
      name="review"
      title={t('review.title')}
      facts={<Facts made={decisions.made} left={left} />}
      bar={<FilterBar without={['reviewed']} />}
      tools={
        <>
          <a class="button" href={toFiltered('/recode', filter)}>
            {t('recode.title')}
          </a>
          <a class="button" href="/decisions">
            {t('decisions.title')}
          </a>
        </>
      }
    >
      {!mayDecide() && <p class="notice">{t('review.reader')}</p>}
      {queue.failure && <Notice failure={queue.failure} retry={queue.reload} />}
      <Outcome decisions={decisions} decide={decide} current={current} next={next} replace={queue.replace} />
      {queue.loading && <Skeleton rows={8} />}
      {!queue.loading && !current && !queue.failure && <ReviewDone made={decisions.made} />}
      {current && (
        <>
          {queue.meanwhile && !decisions.failure && (
            <Meanwhile decision={queue.meanwhile} show={() => queue.show(current.act.id)} />
          )}
          <ReviewCard
            key={current.act.id}
            item={current}
            editing={editing}
            edit={setEditing}
            decide={(wish) => void decide(wish, false)}
          />
          {editing === 'history' && <HistoryPanel act={current.act} />}
        </>
      )}
      <ReviewBar
        act={act}
        current={current?.act ?? null}
        canUndo={decisions.canUndo}
        waiting={decisions.waiting}
      />
    </Page>
  );
}

/** A reader may look, but not decide. */
function isAllowed(action: ReviewAction): boolean {
  return mayDecide() || ['next', 'history', 'article'].includes(action);
}

function Outcome({
  decisions,
  decide,
  current,
  next,
  replace,
}: {
  decisions: ReturnType<typeof useDecisions>;
  decide: (wish: Wish, goOn: boolean) => Promise<void>;
  current: ReviewItem | null;
  next: () => void;
  replace: ReturnType<typeof useQueue>['replace'];
}) {
  const { failure, wish, settle } = decisions;
  if (!failure) return null;
  if (failure.conflict) {
    const now = failure.conflict.now.find(({ id }) => id === current?.act.id) ?? null;
    return (
      <ConflictPanel
        conflict={failure.conflict}
        again={() => {
          if (now) replace(now);
          settle();
          if (now && wish) void decisions.decide(now, wish).then((act) => act && replace(act));
        }}
        leave={() => {
          settle();
          next();
        }}
      />
    );
  }
  const whole =
    failure.code === 'invalid_decision' && wish?.action === 'edit' && current && current.sources > 1;
  return (
    <div>
      <Notice failure={failure} />
      {whole && (
        <button
          type="button"
          class="button"
          onClick={() => void decide({ ...wish, body: { ...wish.body, whole: true } }, false)}
        >
          {t('review.whole')}
        </button>
      )}
    </div>
  );
}

function Facts({ made, left }: { made: number; left: number | null }) {
  return (
    <p aria-live="polite">
      {left !== null && <strong>{counted('left', left)}</strong>}
      {made > 0 && ` · ${counted('made', made)}`}
    </p>
  );
}

function withLimit(query: URLSearchParams): URLSearchParams {
  const one = new URLSearchParams(query);
  one.set('limit', '1');
  return one;
}

/** While a field is edited, letters are for its editor. */
function useReviewKeys(act: (action: ReviewAction) => void, editing: boolean): void {
  const keys = reviewKeys().map(({ action, key }) => [key, () => act(action)]);
  useKeys(editing ? {} : Object.fromEntries(keys));
}

/** Keeps the act that is shown in the address, so that it is there again after a reload or a way back. */
function useShownAddress({ current, loading }: Queue): void {
  const id = current?.act.id;
  useEffect(() => {
    if (loading) return;
    const shown = new URL(location.href);
    if (id) shown.searchParams.set('act', id);
    else shown.searchParams.delete('act');
    history.replaceState(history.state, '', shown);
  }, [id, loading]);
}
