import { useCallback, useState } from 'preact/hooks';
import { remember, remembered } from '../../state/storage';
import type { Layer } from '../../text/segments';

export const LAYERS: Layer[] = ['acts', 'statements', 'parties', 'times'];

/** Which layers are on; the browser remembers it. */
export function useLayers(): [ReadonlySet<Layer>, (layer: Layer) => void] {
  const [layers, setLayers] = useState<ReadonlySet<Layer>>(recalled);
  const toggle = useCallback((layer: Layer) => {
    setLayers((last) => {
      const next = new Set(last);
      if (!next.delete(layer)) next.add(layer);
      remember('layers', [...next].join(' '));
      return next;
    });
  }, []);
  return [layers, toggle];
}

function recalled(): ReadonlySet<Layer> {
  const there = remembered('layers');
  return new Set(there === null ? LAYERS : LAYERS.filter((layer) => there.split(' ').includes(layer)));
}
