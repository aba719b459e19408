import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n/i18n';

interface Props {
  name: string;
  save: (password: string) => Promise<void>;
  cancel: () => void;
}

/** A new password for somebody; all their sessions end. */
export function NewPassword({ name, save, cancel }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <form
      class="new-password"
      onSubmit={(event) => {
        event.preventDefault();
        void save(input.current?.value ?? '');
      }}
      onKeyDown={(event) => event.key === 'Escape' && cancel()}
    >
      <input
        ref={input}
        type="password"
        autocomplete="new-password"
        aria-label={t('users.password_of', { name })}
        placeholder={t('users.password')}
        required
      />
      <button type="submit" class="button main">
        {t('save')}
      </button>
      <button type="button" class="button" onClick={cancel}>
        {t('cancel')}
      </button>
    </form>
  );
}
