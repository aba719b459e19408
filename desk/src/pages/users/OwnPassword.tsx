import { useState } from 'preact/hooks';
import { loadSession, post, session } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import { Notice } from '../../components/Notice';
import { PasswordField, PasswordHelp } from '../../components/PasswordField';
import { t } from '../../i18n/i18n';

/** Another password for oneself; one logs in with it at once. */
export function OwnPassword() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setFailure(null);
    try {
      await post('/session/password', { old: fields.get('old'), new: fields.get('new') });
      await loadSession();
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  return (
    <section aria-labelledby="own-title">
      <h2 id="own-title">{t('users.own')}</h2>
      <p class="hushed small">{t('users.own.help')}</p>
      {failure && <Notice failure={failure} />}
      <form class="account-form" onSubmit={(event) => void submit(event)}>
        <input
          type="text"
          name="name"
          autocomplete="username"
          value={session.value?.user?.name ?? ''}
          readOnly
          hidden
        />
        <PasswordField id="own-old" name="old" label={t('users.own.old')} />
        <PasswordField id="own-new" name="new" label={t('users.own.new')} fresh />
        <button type="submit" class="button main">
          {t('users.own.do')}
        </button>
        <PasswordHelp of="own-new" />
      </form>
    </section>
  );
}
