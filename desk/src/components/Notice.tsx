import type { Failure } from '../api/failure';
import { t, word } from '../i18n/i18n';

/** What went wrong, in one line, with what to do. */
export function Notice({ failure, retry }: { failure: Failure; retry?: () => void }) {
  return (
    <p class="notice" role="alert">
      <strong>{saidOf(failure)}</strong>
      {failure.hint && <span> {failure.hint}</span>}
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
  const own = word('failure', failure.code);
  return own === failure.code ? failure.message || t('failure.unknown') : own;
}
