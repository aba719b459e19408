import type { Failure } from '../api/failure';
import { t, word } from '../i18n/i18n';

/** What went wrong, in one line, with what to do; the server's hint only beside its own words. */
export function Notice({ failure, retry }: { failure: Failure; retry?: () => void }) {
  const hint = ownWords(failure) === null ? failure.hint : null;
  return (
    <p class="notice" role="alert">
      <strong>{saidOf(failure)}</strong>
      {hint && <span> {hint}</span>}
      {retry && (
        <button type="button" class="button" onClick={retry}>
          {t('retry')}
        </button>
      )}
    </p>
  );
}

/** Failures that the page itself can explain are told in its language, others as the server told them. */
export function saidOf(failure: Failure): string {
  return ownWords(failure) ?? (failure.message || t('failure.unknown'));
}

function ownWords({ code }: Failure): string | null {
  const own = word('failure', code);
  return own === code ? null : own;
}
