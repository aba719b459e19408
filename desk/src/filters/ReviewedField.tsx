import { Menu } from '../components/Menu';
import { t } from '../i18n/i18n';
import type { FieldProps } from './FieldProps';

const CHOICES = [
  { value: null, key: 'filter.reviewed.all' },
  { value: true, key: 'filter.reviewed.yes' },
  { value: false, key: 'filter.reviewed.no' },
] as const;

export function ReviewedField({ filter, change }: FieldProps) {
  return (
    <Menu label={t('filter.reviewed')} active={filter.reviewed !== null}>
      {() => (
        <fieldset class="choices">
          <legend class="unseen">{t('filter.reviewed')}</legend>
          {CHOICES.map(({ value, key }) => (
            <label key={key} class="choice">
              <input
                type="radio"
                name="filter-reviewed"
                checked={filter.reviewed === value}
                onChange={() => change({ ...filter, reviewed: value })}
              />
              {t(key)}
            </label>
          ))}
        </fieldset>
      )}
    </Menu>
  );
}
