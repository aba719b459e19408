import { KindSign } from '../../components/KindSign';
import { t, word } from '../../i18n/i18n';
import { KINDS, lookOf, TONES } from '../../kinds';

/** Which kinds a colour of the bars stands for. */
export function ToneLegend() {
  return (
    <ul class="tone-legend" aria-label={t('timeline.legend')}>
      {TONES.map((tone) => (
        <li key={tone} class={`tone-${tone}`}>
          <span class="tone-swatch" />
          {KINDS.filter((kind) => lookOf(kind).tone === tone).map((kind) => (
            <span key={kind}>
              <KindSign kind={kind} size={11} /> {word('kind', kind)}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
