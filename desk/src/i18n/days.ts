import { dates } from './formats';
import { type Key, language, t } from './i18n';

/** Days are ISO dates (`2024-03-01`) everywhere; here they become what people write. */

const DAY = 24 * 60 * 60 * 1000;

export function dateOf(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

export function isoOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function shifted(iso: string, days: number): string {
  return isoOf(new Date(dateOf(iso).getTime() + days * DAY));
}

/** "1. März 2024", or in lists "01.03.2024"; without a day "ohne Tag". Put together from words: a browser's own format takes long to make, and every page shows days. */
export function day(iso: string | null | undefined, style: 'short' | 'long' = 'short'): string {
  if (!iso) return t('undated');
  const [year = '', month = '', date = ''] = iso.slice(0, 10).split('-');
  const named = (names: Key) => t(names).split(' ')[Number(month) - 1] ?? month;
  return style === 'long'
    ? t('day.long', { day: String(Number(date)), month: named('months.long'), year })
    : t('day.short', {
        day: String(Number(date)).padStart(Number(t('day.digits')), '0'),
        month: named('months.short'),
        year,
      });
}

/** A day or several: "1.–3. März 2024". */
export function days(first: string | null, last: string | null): string {
  if (!first || !last || first === last) return day(first ?? last);
  const format = dates(locale(), { dateStyle: 'medium', timeZone: 'UTC' });
  return format.formatRange(dateOf(first), dateOf(last));
}

/** A moment in the reader's own time. */
export function moment(iso: string): string {
  return dates(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function locale(): string {
  return language.value === 'de' ? 'de-DE' : 'en-GB';
}
