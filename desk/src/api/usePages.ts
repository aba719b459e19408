import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get } from './client';
import { asFailure, type Failure } from './failure';
import { revision } from './live';
import { asking, reasonOf, recalled } from './memory';
import type { List } from './types';

/** A list that comes in pages. */
export interface Pages<T, L extends List<T> = List<T>> {
  items: T[];
  /** The first page, for what is told beside its items. */
  first: L | null;
  pages: readonly L[];
  failure: Failure | null;
  loading: boolean;
  /** Asks for the next page; null where there is none. */
  more: (() => void) | null;
  reload: () => void;
}

interface State<L> {
  question: string;
  pages: L[];
  failure: Failure | null;
}

const NONE: never[] = [];

/** Asks for the first page, and for as many as were there when the record changes. */
export function usePages<T, L extends List<T> = List<T>>(question: string): Pages<T, L> {
  const [state, setState] = useState<State<L> | null>(() => remembered<L>(question));
  const [turn, setTurn] = useState(0);
  const wanted = useRef(1);
  const asked = useRef('');
  const changes = revision.value;
  // A new turn or a change of the record asks anew.
  useEffect(() => {
    if (asked.current !== question) wanted.current = 1;
    asked.current = question;
    const abort = new AbortController();
    load<T, L>(question, wanted.current, reasonOf(changes, turn), abort.signal).then(
      (pages) => {
        if (!abort.signal.aborted) setState((last) => same(last, { question, pages, failure: null }));
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setState((last) => ({ question, pages: last?.pages ?? [], failure: asFailure(error) }));
      },
    );
    return () => abort.abort();
  }, [question, turn, changes]);
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const pages = state?.pages ?? NONE;
  const loading = state?.question !== question;
  const next = loading ? null : (pages.at(-1)?.next ?? null);
  const more = useCallback(() => {
    wanted.current += 1;
    get<L>(withCursor(question, next)).then(
      (page) => setState((last) => appended(last, question, page)),
      (error: unknown) => setState((last) => last && { ...last, failure: asFailure(error) }),
    );
  }, [question, next]);
  return {
    items: pages.flatMap((page) => page.items),
    first: pages[0] ?? null,
    pages,
    failure: loading ? null : (state?.failure ?? null),
    loading,
    more: next ? more : null,
    reload,
  };
}

function remembered<L>(question: string): State<L> | null {
  const page = recalled<L>(question);
  return page === undefined ? null : { question, pages: [page], failure: null };
}

/** What is shown already is not drawn again. */
function same<L>(last: State<L> | null, next: State<L>): State<L> {
  const shown =
    last?.question === next.question &&
    !last.failure &&
    last.pages.length === next.pages.length &&
    last.pages.every((page, place) => page === next.pages[place]);
  return shown ? last : next;
}

function appended<L>(last: State<L> | null, question: string, page: L): State<L> | null {
  return last?.question === question ? { ...last, pages: [...last.pages, page], failure: null } : last;
}

async function load<T, L extends List<T>>(
  question: string,
  number: number,
  reason: string,
  abort: AbortSignal,
): Promise<L[]> {
  const pages: L[] = [await asking<L>(question, reason)];
  let cursor = pages[0]?.next ?? null;
  while (cursor && pages.length < number && !abort.aborted) {
    const page: L = await get<L>(withCursor(question, cursor), abort);
    pages.push(page);
    cursor = page.next;
  }
  return pages;
}

function withCursor(question: string, cursor: string | null): string {
  if (!cursor) return question;
  return `${question}${question.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
}
