import { useState } from 'preact/hooks';
import { Menu } from '../components/Menu';
import { percent, t } from '../i18n/i18n';
import type { FieldProps } from './FieldProps';

export function ConfidenceField({ filter, change }: FieldProps) {
  return (
    <Menu label={t('filter.confidence')} active={filter.confidence !== null}>
      {() => (
        <Share
          share={filter.confidence ?? 0}
          set={(confidence) => change({ ...filter, confidence: confidence || null })}
        />
      )}
    </Menu>
  );
}

/** The share follows the hand; the filter changes when it lets go. */
function Share({ share, set }: { share: number; set: (share: number) => void }) {
  const [moving, setMoving] = useState(share);
  return (
    <div class="field share">
      <label for="filter-confidence">
        {t('filter.confidence.long')} <output>{percent(moving)}</output>
      </label>
      <input
        id="filter-confidence"
        type="range"
        min="0"
        max="1"
        step="0.05"
        value={moving}
        onInput={(event) => setMoving(event.currentTarget.valueAsNumber)}
        onChange={(event) => set(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
