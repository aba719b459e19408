import type { ComponentChildren } from 'preact';
import type { Answered } from '../api/useAnswer';
import { Notice } from './Notice';
import { Skeleton } from './Skeleton';

interface Props<T> {
  answer: Answered<T>;
  rows?: number;
  children: (data: T) => ComponentChildren;
}

/** An answer once it is there: before, its skeleton; instead, what went wrong. */
export function Loaded<T>({ answer, rows, children }: Props<T>) {
  const { data, failure, loading, reload } = answer;
  return (
    <>
      {failure && <Notice failure={failure} retry={reload} />}
      {data === null ? !failure && <Skeleton rows={rows} /> : <div aria-busy={loading}>{children(data)}</div>}
    </>
  );
}
