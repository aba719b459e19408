import type { Status } from '../../api/types';
import { isKind } from '../../kinds';

/** Which field is set to what, as it lives in the address: `set=kind&to=threaten`. */
export interface Change {
  field: Field;
  /** Several only for parties; none sets the field to nothing. */
  to: string[];
}

export const FIELDS = [
  'kind',
  'status',
  'actors',
  'recipients',
  'matter',
  'day',
  'deadline',
  'review',
] as const;
export type Field = (typeof FIELDS)[number];

export const REVIEWS = ['confirmed', 'rejected'] as const;
export const STATUSES: readonly Status[] = ['actual', 'planned', 'negated'];

const SEPARATOR = '|';
const SEVERAL: readonly Field[] = ['actors', 'recipients'];
/** Fields that may be set to nothing. */
const EMPTY: readonly Field[] = [...SEVERAL, 'day', 'deadline'];

/** The change of an address; null where there is none, or where it makes no sense. */
export function changeIn(query: URLSearchParams): Change | null {
  const field = FIELDS.find((one) => one === query.get('set'));
  const given = query.get('to');
  if (!field || given === null) return null;
  const to = given.split(SEPARATOR).filter(Boolean);
  return isWhole({ field, to }) ? { field, to } : null;
}

export function isWhole({ field, to }: Change): boolean {
  if (to.length === 0) return EMPTY.includes(field);
  if (to.length > 1 && !SEVERAL.includes(field)) return false;
  const first = to[0] ?? '';
  if (field === 'kind') return isKind(first);
  if (field === 'status') return STATUSES.some((one) => one === first);
  if (field === 'review') return REVIEWS.some((one) => one === first);
  return !isDay(field) || /^\d{4}-\d{2}-\d{2}$/.test(first);
}

export function isDay(field: Field): boolean {
  return field === 'day' || field === 'deadline';
}

/** The parameters of a change; none takes them out of the address. */
export function addressOf(change: Change | null): Record<string, string | null> {
  if (!change) return { set: null, to: null };
  const { field, to } = change;
  // An empty parameter would be taken out: a lone separator says "nothing".
  return { set: field, to: to.join(SEPARATOR) || SEPARATOR };
}

/** The change as the server takes it. */
export function changesOf({ field, to }: Change): Record<string, unknown> {
  if (SEVERAL.includes(field)) return { [field]: to };
  return { [field]: to[0] ?? null };
}
