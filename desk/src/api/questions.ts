import { filterOf, queryOf } from '../filters/filter';
import type { CommitmentStatus, ExchangeStatus } from './types';

/**
 * What the pages ask of the server, by their address. The pages ask it when they are drawn, `early.ts` asks the same
 * before; so nothing is imported here that draws.
 */

export const ROOT = '/api/v1';
export const SESSION = '/session';
export const STATUS = '/status';

export type Query = URLSearchParams | Record<string, string | number | null | undefined>;

/** The address of a question, for `get`, `useAnswer` and links. */
export function path(name: string, query: Query = {}): string {
  const given = query instanceof URLSearchParams ? query : searchOf(query);
  const search = given.toString();
  return search ? `${name}?${search}` : name;
}

const SIZE = 8;

/** How many parties and matters the board shows. */
export function boardSize(query: URLSearchParams): { parties: number; matters: number } {
  return { parties: sizeIn(query, 'parties'), matters: sizeIn(query, 'matters') };
}

export function boardQuestion(query: URLSearchParams): string {
  const { parties, matters } = boardSize(query);
  return path('/board', extended(queryOf(filterOf(query)), { parties, matters }));
}

/** By what the timeline has its lanes. */
export type By = 'party' | 'matter' | 'kind';
export type Order = 'newest' | 'oldest';

/** How many lanes the timeline has. */
export function lanesIn(query: URLSearchParams): number {
  return sizeIn(query, 'lanes');
}

/** Events that are drawn one by one, at most. */
const MARKS = 200;

export interface TimelineQuestions {
  by: By;
  order: Order;
  /** How many events there are, of all days. */
  overview: string;
  lanes: string;
  /** How many there are in the days that are wanted; null: of all days. */
  inside: string | null;
  ahead: string;
  list: string;
  /** The events of the lanes, where they are not more than `most`. */
  marks: string;
  most: number;
}

export function timelineQuestions(query: URLSearchParams): TimelineQuestions {
  const filter = filterOf(query);
  const wanted = queryOf(filter);
  const always = queryOf({ ...filter, from: '', to: '' });
  const by = byIn(query);
  const order = query.get('order') === 'oldest' ? 'oldest' : 'newest';
  const inside = path('/timeline/density', extended(wanted, { by: 'none' }));
  return {
    by,
    order,
    overview: path('/timeline/density', extended(always, { by: 'none' })),
    lanes: path('/timeline/density', extended(wanted, { by, lanes: lanesIn(query) })),
    inside: filter.from || filter.to ? inside : null,
    ahead: path('/timeline/ahead', extended(always, { limit: 50 })),
    list: path('/timeline', extended(wanted, { order, limit: 50 })),
    marks: path('/timeline', extended(wanted, { limit: MARKS })),
    most: MARKS,
  };
}

function byIn(query: URLSearchParams): By {
  const by = query.get('by');
  return by === 'matter' || by === 'kind' ? by : 'party';
}

export function articleQuestion(id: string): string {
  return `/articles/${encodeURIComponent(id)}`;
}

export function articlesQuestion(query: URLSearchParams): string {
  return path('/articles', queryOf(filterOf(query)));
}

export function eventQuestion(id: string): string {
  return `/acts/${encodeURIComponent(id)}`;
}

export function partyQuestion(id: string, query: URLSearchParams): string {
  return path(`/parties/${encodeURIComponent(id)}`, queryOf({ ...filterOf(query), party: [] }));
}

export function matterQuestion(id: string, query: URLSearchParams): string {
  return path(`/matters/${encodeURIComponent(id)}`, queryOf({ ...filterOf(query), matter: [] }));
}

export function briefQuestion(query: URLSearchParams): string {
  return path('/brief', queryOf(filterOf(query)));
}

/** The acts in which the words of the address stand. */
export function searchQuestion(query: URLSearchParams): string {
  const wanted = queryOf({ ...filterOf(query), text: '' });
  return path('/search', extended(wanted, { q: query.get('q') ?? '' }));
}

const PARTIES = 12;

/** The graph is that of all parties: what is chosen in it must not take the others away. */
export function graphQuestion(query: URLSearchParams): string {
  const wanted = queryOf({ ...filterOf(query), party: [], recipient: [] });
  return path('/graph', extended(wanted, { parties: PARTIES }));
}

export const EXCHANGE_STATUSES: ExchangeStatus[] = ['open', 'countered', 'rejected', 'agreed', 'settled'];
export const COMMITMENT_STATUSES: CommitmentStatus[] = ['pending', 'come_true', 'lapsed', 'withdrawn'];

export function exchangesQuestion(query: URLSearchParams): string {
  return ofStatus('/exchanges', query, EXCHANGE_STATUSES);
}

export function commitmentsQuestion(query: URLSearchParams): string {
  return ofStatus('/commitments', query, COMMITMENT_STATUSES);
}

/** The status that an address wants, null where it wants all. */
export function statusIn<S extends string>(query: URLSearchParams, statuses: readonly S[]): S | null {
  return statuses.find((one) => one === query.get('status')) ?? null;
}

function ofStatus(list: string, query: URLSearchParams, statuses: readonly string[]): string {
  const status = statusIn(query, statuses);
  const wanted = queryOf(filterOf(query));
  return path(list, status ? extended(wanted, { status }) : wanted);
}

function sizeIn(query: URLSearchParams, name: string): number {
  const wanted = Number.parseInt(query.get(name) ?? '', 10);
  return wanted >= 1 && wanted <= 40 ? wanted : SIZE;
}

function extended(query: URLSearchParams, values: Record<string, string | number>): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) next.set(name, String(value));
  return next;
}

function searchOf(values: Record<string, string | number | null | undefined>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  return query;
}
