import { post } from '../../api/client';
import type { Account } from '../../api/types';
import { PasswordField, PasswordHelp } from '../../components/PasswordField';
import { t } from '../../i18n/i18n';
import { Role } from './Role';
import type { Sending } from './useSending';

/** Lets somebody use the desk. */
export function AddAccount({ sending }: { sending: Sending }) {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const name = String(fields.get('name')).trim();
    const body = { name, role: fields.get('role'), password: fields.get('password') };
    const made = await sending.send(() => post<Account>('/users', body), t('users.said.added', { name }));
    if (made) form.reset();
  };
  return (
    <section aria-labelledby="add-account-title">
      <h2 id="add-account-title">{t('users.add')}</h2>
      <form class="account-form" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="account-name">{t('login.name')}</label>
          <input id="account-name" name="name" type="text" autocomplete="off" maxLength={60} required />
        </div>
        <div class="field">
          <label for="account-role">{t('users.role')}</label>
          <Role id="account-role" value="reader" label={t('users.role')} />
        </div>
        <PasswordField id="account-password" name="password" label={t('login.password')} fresh />
        <button type="submit" class="button main" disabled={sending.waiting}>
          {t('users.add.do')}
        </button>
        <PasswordHelp of="account-password" />
      </form>
    </section>
  );
}
