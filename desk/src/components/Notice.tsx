import { signal } from '@preact/signals';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { Failure } from '../api/failure';
import { isPassing, saidOf } from '../i18n/failures';
import { t } from '../i18n/i18n';
import { Exactly } from './Exactly';

/** What stands on the page: what two questions fail of is told once. */
const standing = signal<readonly { said: string }[]>([]);

/** What went wrong, in one line; where it is that a question has no answer (`retry`), and asking once more may help, with the button for it. */
export function Notice({ failure, retry }: { failure: Failure; retry?: () => void }) {
  const said = saidOf(failure);
  const helps = Boolean(retry) && isPassing(failure);
  const told = useTold(retry ? said : null);
  if (told && !helps) return null;
  return (
    <div class="notice" role="alert">
      <strong>{said}</strong>
      {helps && (
        <button type="button" class="button" onClick={retry}>
          {t('retry')}
        </button>
      )}
      <Exactly failure={failure} />
    </div>
  );
}

/** Whether the same stands on the page already; null is told anyhow. */
function useTold(said: string | null): boolean {
  const own = useMemo(() => said !== null && { said }, [said]);
  useLayoutEffect(() => {
    if (!own) return;
    standing.value = [...standing.value, own];
    return () => {
      standing.value = standing.value.filter((one) => one !== own);
    };
  }, [own]);
  const first = standing.value.find((one) => one.said === said);
  return own !== false && first !== undefined && first !== own;
}
