import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Filter, filterOf, queryOf } from '../filters/filter';

/** The parameters of the address, and how to change them. */
export interface Query {
  query: URLSearchParams;
  filter: Filter;
  /** Sets parameters (null takes one away) and stays on the page; the step can be gone back unless `replace`. */
  set: (values: Record<string, string | null>, replace?: boolean) => void;
  setFilter: (filter: Filter) => void;
}

export function useQuery(): Query {
  const { url, path, route } = useLocation();
  return useMemo(() => {
    const query = new URL(url, location.origin).searchParams;
    const go = (next: URLSearchParams, replace = false) => route(withQuery(path, next), replace);
    return {
      query,
      filter: filterOf(query),
      set: (values, replace) => go(changed(query, values), replace),
      setFilter: (filter) => go(queryOf(filter, query)),
    };
  }, [url, path, route]);
}

export function withQuery(path: string, query: URLSearchParams): string {
  const search = query.toString();
  return search ? `${path}?${search}` : path;
}

function changed(query: URLSearchParams, values: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}
