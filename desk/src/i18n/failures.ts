import { language, t, word } from './i18n';

/** What the server says of these tells more than our words: what was wrong, of what name, at which place. */
const EXACT = new Set([
  'ambiguous',
  'invalid',
  'invalid_article',
  'invalid_decision',
  'invalid_user',
  'no_page',
  'private_address',
  'too_large',
  'unknown_language',
  'unknown_matter',
  'unknown_party',
  'unreadable',
]);

/** Asking once more may help with these, and with what no code tells. */
const PASSING = new Set([
  'busy',
  'internal',
  'invalid_cursor',
  'too_many',
  'too_slow',
  'took_too_long',
  'unavailable',
  'unknown',
  'unreachable',
]);

interface Told {
  code: string;
  message: string;
  field?: string | null;
}

/** A failure in the language of the page; the server speaks English. */
export function saidOf({ code, message, field }: Told): string {
  const own = word('failure', code);
  if (own === code || (language.value === 'en' && EXACT.has(code) && message))
    return message || t('failure.unknown');
  const about = (field ?? '').replace(/\.\d+$/, '');
  const name = word('filter', about);
  return code === 'invalid' && name !== about ? `${own} ${t('failure.field', { field: name })}` : own;
}

/** The server's own words, where `saidOf` leaves out what they tell. */
export function exactly({ code, message }: Told): string | null {
  return language.value !== 'en' && EXACT.has(code) && message ? message : null;
}

export function isPassing({ code }: Told): boolean {
  return PASSING.has(code);
}
