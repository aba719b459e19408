import { useEffect, useRef, useState } from 'preact/hooks';
import { day } from '../../i18n/days';
import { t } from '../../i18n/i18n';

export interface Token {
  name: string;
  token: string;
  ends: string;
}

/** A token that was just made: it can be read this once. */
export function NewToken({ token: { name, token, ends }, close }: { token: Token; close: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => field.current?.select(), [token]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      setCopied(true);
    } catch {
      field.current?.select();
    }
  };
  return (
    <section class="new-token" aria-labelledby="token-title">
      <h2 id="token-title">{t('users.token_of', { name })}</h2>
      <p>{t('users.token.once', { day: day(ends) })}</p>
      <div class="buttons">
        <input ref={field} type="text" readOnly value={token} aria-labelledby="token-title" />
        <button type="button" class="button main" onClick={() => void copy()}>
          {t(copied ? 'brief.copied' : 'users.copy')}
        </button>
        <button type="button" class="button" onClick={close}>
          {t('close')}
        </button>
      </div>
    </section>
  );
}
