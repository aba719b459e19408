import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n';
import { Icon } from './Icon';

export const QUICK_SEARCH = 'quick-search';

/** The search that is everywhere; "/" goes there. */
export function QuickSearch() {
  const { route } = useLocation();
  const [typed, setTyped] = useState('');
  return (
    <form
      class="quick-search"
      onSubmit={(event) => {
        event.preventDefault();
        if (!typed.trim()) return;
        route(`/search?q=${encodeURIComponent(typed.trim())}`);
        setTyped('');
      }}
    >
      <Icon name="search" />
      <input
        id={QUICK_SEARCH}
        type="search"
        aria-label={t('search.record')}
        placeholder={t('search.record')}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  );
}
