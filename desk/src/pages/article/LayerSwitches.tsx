import { t, word } from '../../i18n/i18n';
import type { Layer } from '../../text/segments';
import { LAYERS } from './useLayers';

interface Props {
  layers: ReadonlySet<Layer>;
  toggle: (layer: Layer) => void;
}

export function LayerSwitches({ layers, toggle }: Props) {
  return (
    <fieldset class="layers">
      <legend class="unseen">{t('layers')}</legend>
      {LAYERS.map((layer) => (
        <label key={layer} class={`layer layer-${layer}`}>
          <input type="checkbox" checked={layers.has(layer)} onChange={() => toggle(layer)} />
          <span>{word('layer', layer)}</span>
        </label>
      ))}
    </fieldset>
  );
}
