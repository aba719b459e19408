import { exactly } from '../i18n/failures';
import { t } from '../i18n/i18n';

/** What the server said in English, for who wants to know it exactly. */
export function Exactly({ failure }: { failure: Parameters<typeof exactly>[0] }) {
  const words = exactly(failure);
  if (words === null) return null;
  return (
    <details class="small">
      <summary>{t('failure.details')}</summary>
      <bdi lang="en">{words}</bdi>
    </details>
  );
}
