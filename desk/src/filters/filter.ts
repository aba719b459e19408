import { isKind } from '../kinds';

/** What is wanted of the record; it lives in the address, so that a view can be shared. */
export interface Filter {
  party: string[];
  recipient: string[];
  matter: string[];
  kind: string[];
  from: string;
  to: string;
  text: string;
  confidence: number | null;
  reviewed: boolean | null;
}

export type ListField = 'party' | 'recipient' | 'matter' | 'kind';

const LISTS: ListField[] = ['party', 'recipient', 'matter', 'kind'];
const WORDS = ['from', 'to', 'text'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const EVERYTHING: Filter = {
  party: [],
  recipient: [],
  matter: [],
  kind: [],
  from: '',
  to: '',
  text: '',
  confidence: null,
  reviewed: null,
};

/** The filter of an address; what makes no sense in it is left out. */
export function filterOf(query: URLSearchParams): Filter {
  return {
    party: query.getAll('party'),
    recipient: query.getAll('recipient'),
    matter: query.getAll('matter'),
    kind: query.getAll('kind').filter(isKind),
    from: dayIn(query, 'from'),
    to: dayIn(query, 'to'),
    text: query.get('text') ?? '',
    confidence: shareIn(query),
    reviewed: { true: true, false: false }[query.get('reviewed') ?? ''] ?? null,
  };
}

/** The filter as part of an address, the other parameters of `rest` behind it. */
export function queryOf(filter: Filter, rest: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of LISTS) for (const value of filter[name]) query.append(name, value);
  for (const name of WORDS) if (filter[name]) query.set(name, filter[name]);
  if (filter.confidence !== null) query.set('confidence', String(filter.confidence));
  if (filter.reviewed !== null) query.set('reviewed', String(filter.reviewed));
  for (const [name, value] of rest) if (!isFilterField(name)) query.append(name, value);
  return query;
}

/** Whether nothing is left out. */
export function isEverything(filter: Filter): boolean {
  return queryOf(filter).toString() === '';
}

export function isFilterField(name: string): boolean {
  return name in EVERYTHING;
}

/** How many of its fields narrow the record. */
export function narrowing(filter: Filter): number {
  const lists = LISTS.reduce((sum, name) => sum + filter[name].length, 0);
  const days = filter.from || filter.to ? 1 : 0;
  return (
    lists +
    days +
    Number(Boolean(filter.text)) +
    Number(filter.confidence !== null) +
    Number(filter.reviewed !== null)
  );
}

/** The filter with a value of a list set or, if it is set, taken away. */
export function toggled(filter: Filter, field: ListField, value: string): Filter {
  const there = filter[field];
  const others = there.filter((one) => one !== value);
  return { ...filter, [field]: others.length < there.length ? others : [...there, value] };
}

function dayIn(query: URLSearchParams, name: string): string {
  const value = query.get(name) ?? '';
  return DAY.test(value) ? value : '';
}

function shareIn(query: URLSearchParams): number | null {
  const value = Number.parseFloat(query.get('confidence') ?? '');
  return value >= 0 && value <= 1 ? value : null;
}
