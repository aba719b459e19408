import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { login } from '../api/client';
import { asFailure, type Failure } from '../api/failure';
import { Notice } from '../components/Notice';
import { PasswordField } from '../components/PasswordField';
import { Preferences } from '../components/Preferences';
import { t } from '../i18n/i18n';

/** Who comes to the desk; the address that was asked for is shown afterwards. */
export function LoginPage() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waiting, setWaiting] = useState(false);
  const { path, route } = useLocation();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setWaiting(true);
    try {
      await login(String(fields.get('name')), String(fields.get('password')));
      if (path === '/login') route('/', true);
    } catch (error) {
      setFailure(asFailure(error));
    } finally {
      setWaiting(false);
    }
  };
  return (
    <main id="main" class="login">
      <h1 class="brand">Depesche</h1>
      <p class="hushed">{t('login.why')}</p>
      <form class="login-form" onSubmit={(event) => void submit(event)}>
        {failure && <Notice failure={failure} />}
        <div class="field">
          <label for="login-name">{t('login.name')}</label>
          <input id="login-name" name="name" type="text" autocomplete="username" required />
        </div>
        <PasswordField id="login-password" name="password" label={t('login.password')} />
        <button type="submit" class="button main" disabled={waiting}>
          {t('login.enter')}
        </button>
      </form>
      <p class="small hushed">{t('login.help')}</p>
      <Preferences />
    </main>
  );
}
