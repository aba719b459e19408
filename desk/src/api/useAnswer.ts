import { useCallback, useEffect, useState } from 'preact/hooks';
import { asFailure, type Failure } from './failure';
import { revision } from './live';
import { asking, reasonOf, recalled } from './memory';

/** What the server answers to a question, kept up to date while it is shown. */
export interface Answered<T> {
  data: T | null;
  failure: Failure | null;
  /** There is no answer yet to this question; `data` may be that to the one before. */
  loading: boolean;
  reload: () => void;
}

interface State<T> {
  question: string | null;
  data: T | null;
  failure: Failure | null;
}

/** Asks a question (null: none) and asks it anew when the record changes. The last answer stays until the next comes. */
export function useAnswer<T>(question: string | null): Answered<T> {
  const [state, setState] = useState<State<T>>(() => remembered<T>(question));
  const [turn, setTurn] = useState(0);
  const changes = revision.value;
  // A new turn or a change of the record asks anew.
  useEffect(() => {
    if (question === null) return;
    let left = false;
    if (recalled(question) !== undefined) setState((last) => same(last, remembered<T>(question)));
    asking<T>(question, reasonOf(changes, turn)).then(
      (data) => {
        if (!left) setState((last) => same(last, { question, data, failure: null }));
      },
      (error: unknown) => {
        if (!left) setState((last) => ({ question, data: last.data, failure: asFailure(error) }));
      },
    );
    return () => {
      left = true;
    };
  }, [question, turn, changes]);
  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const loading = question !== null && state.question !== question;
  return { data: state.data, failure: loading ? null : state.failure, loading, reload };
}

function remembered<T>(question: string | null): State<T> {
  const data = recalled<T>(question);
  return data === undefined
    ? { question: null, data: null, failure: null }
    : { question, data, failure: null };
}

/** What is shown already is not drawn again. */
function same<T>(last: State<T>, next: State<T>): State<T> {
  return last.question === next.question && last.data === next.data && !last.failure ? last : next;
}
