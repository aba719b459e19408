import { isKnown, matterName, partyName } from '../api/names';
import { day } from '../i18n/days';
import { t, word } from '../i18n/i18n';

export interface Said {
  field: string;
  value: string;
}

/** The changes of a decision in words; what the action already says is left out. */
export function changeSaid(changes: Record<string, unknown>): Said[] {
  return Object.entries(changes)
    .filter(([field]) => field !== 'review' && field !== 'event')
    .map(([field, value]) => ({ field, value: said(field, value) }));
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
