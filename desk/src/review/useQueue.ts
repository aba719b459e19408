import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import { get, path } from '../api/client';
import { asFailure, type Failure } from '../api/failure';
import { lastDecision } from '../api/live';
import type { Act, Decision, List, ReviewItem } from '../api/types';
import { itemOf } from './items';

/** What is to be reviewed, the current one first; it is not reordered under the reader's hands. */
export interface Queue {
  items: ReviewItem[];
  current: ReviewItem | null;
  loading: boolean;
  failure: Failure | null;
  /** What others decided about the current one while it was shown. */
  meanwhile: Decision | null;
  /** Goes on to the next one. */
  next: () => void;
  /** Shows an act as it now stands. */
  replace: (act: Act) => void;
  /** Shows an act, before all others. */
  show: (id: string) => void;
  reload: () => void;
}

interface State {
  items: ReviewItem[];
  cursor: string | null;
  loading: boolean;
  failure: Failure | null;
  meanwhile: Decision | null;
}

type Step =
  | { type: 'begun' }
  | { type: 'came'; items: ReviewItem[]; cursor: string | null; anew: boolean }
  | { type: 'failed'; failure: Failure }
  | { type: 'next' }
  | { type: 'replaced'; act: Act }
  | { type: 'shown'; item: ReviewItem }
  | { type: 'decided'; decision: Decision };

const BEGIN: State = { items: [], cursor: null, loading: true, failure: null, meanwhile: null };
const FEW = 5;

export function useQueue(filter: URLSearchParams, wanted: string | null, mine: ReadonlySet<number>): Queue {
  const [state, step] = useReducer(stepped, BEGIN);
  const filterText = filter.toString();
  const asking = useRef(false);
  const load = useCallback(
    async (cursor: string | null, first: ReviewItem | null = null) => {
      if (asking.current) return;
      asking.current = true;
      try {
        const query = new URLSearchParams(filterText);
        if (cursor) query.set('cursor', cursor);
        const list = await get<List<ReviewItem>>(path('/review', query));
        const items = first ? joined([first], list.items) : list.items;
        step({ type: 'came', items, cursor: list.next, anew: cursor === null });
      } catch (error) {
        step({ type: 'failed', failure: asFailure(error) });
      } finally {
        asking.current = false;
      }
    },
    [filterText],
  );
  const show = useCallback((id: string) => {
    itemOf(id).then(
      (item) => step({ type: 'shown', item }),
      (error: unknown) => step({ type: 'failed', failure: asFailure(error) }),
    );
  }, []);
  // What the address wants is there before anything can be decided, so that no key meets another act.
  const reload = useCallback(() => {
    step({ type: 'begun' });
    if (!wanted) return void load(null);
    itemOf(wanted).then(
      (item) => load(null, item),
      (error: unknown) => load(null).then(() => step({ type: 'failed', failure: asFailure(error) })),
    );
  }, [load, wanted]);
  useEffect(reload, [reload]);
  useEffect(() => {
    if (state.cursor && state.items.length < FEW && !state.loading) void load(state.cursor);
  }, [state.cursor, state.items.length, state.loading, load]);
  const decision = lastDecision.value;
  useEffect(() => {
    if (decision && !mine.has(decision.number)) step({ type: 'decided', decision });
  }, [decision, mine]);
  return {
    ...state,
    current: state.items[0] ?? null,
    next: useCallback(() => step({ type: 'next' }), []),
    replace: useCallback((act: Act) => step({ type: 'replaced', act }), []),
    show,
    reload,
  };
}

function stepped(state: State, step: Step): State {
  switch (step.type) {
    case 'begun':
      return BEGIN;
    case 'came':
      return {
        ...state,
        items: joined(step.anew ? [] : state.items, step.items),
        cursor: step.cursor,
        loading: false,
        failure: null,
      };
    case 'failed':
      return { ...state, loading: false, failure: step.failure };
    case 'next':
      return { ...state, items: state.items.slice(1), meanwhile: null };
    case 'replaced':
      return { ...state, items: state.items.map((item) => withAct(item, step.act)), meanwhile: null };
    case 'shown':
      return {
        ...state,
        items: joined([step.item], state.items),
        loading: false,
        failure: null,
        meanwhile: null,
      };
    case 'decided':
      return decidedElsewhere(state, step.decision);
  }
}

function joined(first: readonly ReviewItem[], then: readonly ReviewItem[]): ReviewItem[] {
  const there = new Set(first.map(({ act }) => act.id));
  return [...first, ...then.filter(({ act }) => !there.has(act.id))];
}

function withAct(item: ReviewItem, act: Act): ReviewItem {
  return item.act.id === act.id ? { ...item, act } : item;
}

/** What another decided leaves the queue; the one that is looked at stays, and it is told. */
function decidedElsewhere(state: State, decision: Decision): State {
  const about = new Set(decision.subjects);
  const [current, ...others] = state.items;
  if (!current || decision.subject !== 'act') return state;
  return {
    ...state,
    items: [current, ...others.filter(({ act }) => !about.has(act.id))],
    meanwhile: about.has(current.act.id) ? decision : state.meanwhile,
  };
}
