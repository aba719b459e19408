import { logout, session } from '../api/client';
import { forget } from '../api/memory';
import { type Language, language, speak, t } from '../i18n/i18n';
import { helpShown } from '../state/keys';
import { theme, toggleTheme } from '../state/theme';
import { Icon } from './Icon';

const LANGUAGES: [Language, string][] = [
  ['de', 'Deutsch'],
  ['en', 'English'],
];

/** Language, theme, help, and who is at the desk. */
export function Preferences() {
  const user = session.value?.user;
  return (
    <div class="preferences">
      <fieldset class="group">
        <legend class="unseen">{t('language')}</legend>
        {LANGUAGES.map(([code, name]) => (
          <button
            key={code}
            type="button"
            class="button"
            lang={code}
            aria-pressed={language.value === code}
            title={name}
            onClick={() => speak(code)}
          >
            {code.toUpperCase()}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="button bare icon"
        aria-label={t('theme')}
        title={t('theme')}
        onClick={toggleTheme}
      >
        <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} />
      </button>
      <button
        type="button"
        class="button bare icon"
        aria-label={t('keys.title')}
        title={`${t('keys.title')} (?)`}
        onClick={() => {
          helpShown.value = true;
        }}
      >
        <Icon name="help" />
      </button>
      {user && (
        <span class="user">
          <a class="quiet" href="/users" title={t('users.title')}>
            <bdi>{user.name}</bdi>
          </a>
          {session.value?.login_needed && (
            <button type="button" class="button bare" onClick={() => void leave()}>
              {t('logout')}
            </button>
          )}
        </span>
      )}
    </div>
  );
}

async function leave(): Promise<void> {
  forget();
  await logout();
}
