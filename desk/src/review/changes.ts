import { isKnown, matterName, partyName } from '../api/names';
import type { Decision } from '../api/types';
import { day } from '../i18n/days';
import { t, word } from '../i18n/i18n';

export interface Said {
  field: string;
  value: string;
  /** What it was before; null where that is not known or the same. */
  was: string | null;
}

type Values = Record<string, unknown>;

/** The changes of a decision in words, with what was before; what the action already says is left out. */
export function changeSaid(changes: Values, before: Values = {}): Said[] {
  return Object.entries(changes)
    .filter(([field]) => field !== 'review' && field !== 'event')
    .map(([field, value]) => {
      const now = said(field, value);
      const was = field in before ? said(field, before[field]) : null;
      return { field, value: now, was: was === now ? null : was };
    });
}

/** What the fields were that a decision changed, where they were the same on all that it was about. */
export function beforeOf({ subjects, before }: Pick<Decision, 'subjects' | 'before'>): Values {
  const all = Object.values(before);
  const [first] = all;
  if (!first || all.length < subjects.length) return {};
  const isSame = (field: string) =>
    all.every((one) => JSON.stringify(one[field]) === JSON.stringify(first[field]));
  return Object.fromEntries(Object.entries(first).filter(([field]) => isSame(field)));
}

function said(field: string, value: unknown): string {
  if (value === null || value === '') return t('nothing');
  if (field === 'matter') return matterName(String(value));
  if (field === 'merged_into') return mergedName(String(value));
  if (field === 'kind' || field === 'status') return word(field, String(value));
  if (Array.isArray(value))
    return value.length ? value.map((one) => saidOne(field, one)).join(', ') : t('nothing');
  return String(value);
}

/** The matter or party that something has become part of. */
function mergedName(id: string): string {
  return isKnown('matters', id) ? matterName(id) : partyName(id);
}

function saidOne(field: string, one: unknown): string {
  if (field === 'day') return typeof one === 'string' && /^\d/.test(one) ? day(one) : '';
  if (typeof one === 'object' && one !== null && !Array.isArray(one))
    return roleSaid(one as Record<string, unknown>);
  return Array.isArray(one) ? one.join('–') : String(one);
}

function roleSaid({ name, party_name, party }: Record<string, unknown>): string {
  const said = name ?? party_name ?? (typeof party === 'string' ? partyName(party) : null);
  return typeof said === 'string' ? said : t('unknown_party');
}
