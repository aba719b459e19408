import { t } from '../i18n/i18n';

interface Props {
  id: string;
  name: string;
  label: string;
  /** A new one is not filled in by the browser, and what is asked of it is said; `PasswordHelp` says it. */
  fresh?: boolean;
}

/** A password, known or new. */
export function PasswordField({ id, name, label, fresh = false }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="password"
        autocomplete={fresh ? 'new-password' : 'current-password'}
        aria-describedby={fresh ? `${id}-help` : undefined}
        required
      />
    </div>
  );
}

/** What is asked of a new password, under the form that its field (`of`) stands in. */
export function PasswordHelp({ of }: { of: string }) {
  return (
    <p id={`${of}-help`} class="small hushed">
      {t('users.password.help')}
    </p>
  );
}
