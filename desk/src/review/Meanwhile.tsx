import type { Decision } from '../api/types';
import { t } from '../i18n/i18n';
import { DecisionLine } from './DecisionLine';

/** Somebody else decided about the act that is looked at. */
export function Meanwhile({ decision, show }: { decision: Decision; show: () => void }) {
  return (
    <div class="notice meanwhile" role="status">
      <span>
        {t('meanwhile')} <DecisionLine decision={decision} />
      </span>
      <button type="button" class="button" onClick={show}>
        {t('meanwhile.show')}
      </button>
    </div>
  );
}
