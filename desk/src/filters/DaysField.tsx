import { STATUS } from '../api/questions';
import type { RecordStatus } from '../api/types';
import { useAnswer } from '../api/useAnswer';
import { Menu } from '../components/Menu';
import { shifted } from '../i18n/days';
import { t } from '../i18n/i18n';
import type { FieldProps } from './FieldProps';

const SPANS = [7, 30, 90];

/** From when to when, both included; or the last days of the record. */
export function DaysField({ filter, change }: FieldProps) {
  const last = useAnswer<RecordStatus>(STATUS).data?.last_day;
  const active = Boolean(filter.from || filter.to);
  return (
    <Menu label={t('filter.days')} active={active}>
      {() => (
        <div class="days-choice">
          <div class="field">
            <label for="filter-from">{t('filter.from')}</label>
            <input
              id="filter-from"
              type="date"
              value={filter.from}
              max={filter.to || undefined}
              onChange={(event) => change({ ...filter, from: event.currentTarget.value })}
            />
          </div>
          <div class="field">
            <label for="filter-to">{t('filter.to')}</label>
            <input
              id="filter-to"
              type="date"
              value={filter.to}
              min={filter.from || undefined}
              onChange={(event) => change({ ...filter, to: event.currentTarget.value })}
            />
          </div>
          {last && (
            <div class="days-spans">
              {SPANS.map((number) => (
                <button
                  key={number}
                  type="button"
                  class="button"
                  onClick={() => change({ ...filter, from: shifted(last, 1 - number), to: '' })}
                >
                  {t('filter.last_days', { n: number })}
                </button>
              ))}
            </div>
          )}
        </div>
      )}
    </Menu>
  );
}
