import { STATUS } from '../api/questions';
import type { RecordStatus } from '../api/types';
import { useAnswer } from '../api/useAnswer';
import { day, days } from '../i18n/days';
import { t } from '../i18n/i18n';

interface Dated {
  day: string | null;
  last_day: string | null;
  dated_by: 'time' | 'published' | 'none';
}

/** When it happened; where only the article says so, that is told. */
export function Day({ of }: { of: Dated }) {
  if (!of.day) return <span class="day hushed">{t('undated')}</span>;
  return (
    <span class="day">
      <time dateTime={of.day}>{days(of.day, of.last_day)}</time>
      {of.dated_by === 'published' && (
        <span class="by-report" title={t('by_report.long')}>
          {' '}
          {t('by_report')}
        </span>
      )}
    </span>
  );
}

/** Until when; what lies before the last day of the record is said to have passed. */
export function Deadline({ iso }: { iso: string | null }) {
  const last = useAnswer<RecordStatus>(STATUS).data?.last_day;
  if (!iso) return null;
  return (
    <span class="deadline">
      {t('deadline')} <time dateTime={iso}>{day(iso)}</time>
      {last && iso < last && ` (${t('deadline.passed')})`}
    </span>
  );
}
