import { useEffect, useState } from 'preact/hooks';
import { post } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import { revision } from '../../api/live';
import type { Preview } from '../../api/types';
import { type Filter, queryOf } from '../../filters/filter';
import { type Change, changesOf } from './change';

export interface Previewed {
  data: Preview | null;
  failure: Failure | null;
  loading: boolean;
}

const NOTHING: Previewed = { data: null, failure: null, loading: false };

/** What a change of all that a filter wants would do; asked anew when the record changes, or the change was refused. */
export function usePreview(filter: Filter | null, change: Change | null, refused: Failure | null): Previewed {
  const [state, setState] = useState<Previewed>(NOTHING);
  const question =
    filter && change ? JSON.stringify({ filter: filterBody(filter), changes: changesOf(change) }) : null;
  const changes = revision.value;
  // A change of the record and a refusal ask anew.
  useEffect(() => {
    if (!question) return setState(NOTHING);
    let left = false;
    setState((last) => ({ ...last, failure: null, loading: true }));
    post<Preview>('/decisions/recode/preview', JSON.parse(question)).then(
      (data) => !left && setState({ data, failure: null, loading: false }),
      (error: unknown) => !left && setState({ data: null, failure: asFailure(error), loading: false }),
    );
    return () => {
      left = true;
    };
  }, [question, changes, refused]);
  return state;
}

/** A filter as the body of a decision has it. */
export function filterBody(filter: Filter): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const query = queryOf(filter);
  for (const name of new Set(query.keys())) {
    const value = filter[name as keyof Filter];
    body[name] = value;
  }
  return body;
}
