import { t } from '../i18n/i18n';

/** Where an answer will stand. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{t('loading')}</span>
      {Array.from({ length: rows }, (_, place) => (
        <span key={place} class="skeleton-row" aria-hidden="true" />
      ))}
    </div>
  );
}
