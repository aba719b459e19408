import { t } from '../../i18n/i18n';
import type { By } from './lanes';

const WAYS: By[] = ['party', 'matter', 'kind'];

export function LaneSwitch({ by, set }: { by: By; set: (by: By) => void }) {
  return (
    <fieldset class="group">
      <legend class="unseen">{t('timeline.lanes')}</legend>
      {WAYS.map((one) => (
        <button key={one} type="button" class="button" aria-pressed={one === by} onClick={() => set(one)}>
          {t(`timeline.by.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}
