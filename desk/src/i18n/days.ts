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

/**
 * Days are put together from words: a browser's own format takes tens of milliseconds to make, and every page shows days.
 */

/** "1. März 2024", or in lists "01.03.2024"; without a day "ohne Tag". */
export function day(iso: string | null | undefined, style: 'short' | 'long' = 'short'): string {
  if (!iso) return t('undated');
  return style === 'long'
    ? t('day.long', { ...partsOf(iso, 'months.long'), day: String(Number(iso.slice(8, 10))) })
    : t('day.short', partsOf(iso, 'months.short'));
}

/** A day or several: "01.–03.02.2024". */
export function days(first: string | null, last: string | null): string {
  if (!first || !last || first === last) return day(first ?? last);
  const [from, to] = [partsOf(first, 'months.short'), partsOf(last, 'months.short')];
  if (from.year !== to.year) return t('days', { first: day(first), last: day(last) });
  if (from.month !== to.month) return t('days', { first: t('day.of_year', from), last: day(last) });
  return t('days.in_month', { first: t('day.of_month', from), last: day(last) });
}

/** A day as an axis has room for it: "1. März", "März 2024" or "2024". */
export function dayOnAxis(date: Date, length: 'day' | 'month' | 'year'): string {
  const { year, month } = partsOf(isoOf(date), 'months.brief');
  if (length === 'year') return year;
  return length === 'month'
    ? t('month.axis', { month, year })
    : t('day.axis', { day: String(date.getUTCDate()), month });
}

function partsOf(iso: string, names: Key): { year: string; month: string; day: string } {
  const [year = '', month = '', date = ''] = iso.slice(0, 10).split('-');
  const named = t(names).split(' ')[Number(month) - 1] ?? month;
  return { year, month: named, day: String(Number(date)).padStart(Number(t('day.digits')), '0') };
}

/** A moment in the reader's own time. */
export function moment(iso: string): string {
  return dates(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function locale(): string {
  return language.value === 'de' ? 'de-DE' : 'en-GB';
}
