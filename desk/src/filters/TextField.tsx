import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../components/Icon';
import { t } from '../i18n/i18n';
import type { FieldProps } from './FieldProps';

/** Words that must stand in an act; they take effect with Enter. */
export function TextField({ filter, change }: FieldProps) {
  const [typed, setTyped] = useState(filter.text);
  useEffect(() => setTyped(filter.text), [filter.text]);
  return (
    <form
      class="text-choice"
      onSubmit={(event) => {
        event.preventDefault();
        change({ ...filter, text: typed.trim() });
      }}
    >
      <Icon name="search" />
      <input
        type="search"
        aria-label={t('filter.text')}
        placeholder={t('filter.text')}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  );
}
