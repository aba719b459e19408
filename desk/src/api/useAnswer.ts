import { useCallback, useEffect, useState } from 'preact/hooks';
import { get } from './client';
import { asFailure, type Failure } from './failure';
import { revision } from './live';

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

const REMEMBERED = 40;
const memory = new Map<string, unknown>();
const asked = new Map<string, Promise<unknown>>();

/** Asks a question (null: none) and asks it anew when the record changes. The last answer stays until the next comes. */
export function useAnswer<T>(question: string | null): Answered<T> {
  const [state, setState] = useState<State<T>>(() => recalled<T>(question));
  const [turn, setTurn] = useState(0);
  const changes = revision.value;
  // A new turn or a change of the record asks anew.
  useEffect(() => {
    if (question === null) return;
    let left = false;
    if (memory.has(question)) setState(recalled<T>(question));
    shared<T>(question, changes).then(
      (data) => {
        if (!left) setState({ question, data, failure: null });
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

/** Several parts of a page that ask the same at once ask once. */
function shared<T>(question: string, changes: number): Promise<T> {
  const key = `${changes} ${question}`;
  const there = asked.get(key);
  if (there) return there as Promise<T>;
  const asking = get<T>(question).then((data) => {
    keep(question, data);
    return data;
  });
  asked.set(key, asking);
  const forgotten = () => asked.delete(key);
  asking.then(forgotten, forgotten);
  return asking;
}

function recalled<T>(question: string | null): State<T> {
  const there = question !== null && memory.has(question);
  return there
    ? { question, data: memory.get(question) as T, failure: null }
    : { question: null, data: null, failure: null };
}

function keep(question: string, data: unknown): void {
  memory.delete(question);
  memory.set(question, data);
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value ?? '');
}

/** Nothing of what another reader has seen stays. */
export function forget(): void {
  memory.clear();
}
