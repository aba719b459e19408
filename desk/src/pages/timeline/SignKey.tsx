import type { Event } from '../../api/types';
import { KindSign } from '../../components/KindSign';
import { t, word } from '../../i18n/i18n';
import { KINDS, lookOf, TONES } from '../../kinds';

/** What the signs stand for, as far as they occur. */
export function SignKey({ events }: { events: readonly Event[] }) {
  const there = new Set<string>(events.map(({ kind }) => kind));
  const kinds = TONES.flatMap((tone) =>
    KINDS.filter((kind) => there.has(kind) && lookOf(kind).tone === tone),
  );
  return (
    <ul class="sign-key" aria-label={t('timeline.signs')}>
      {kinds.map((kind) => (
        <li key={kind} class={`tone-${lookOf(kind).tone}`}>
          <KindSign kind={kind} size={11} /> {word('kind', kind)}
        </li>
      ))}
      {events.some(({ status }) => status === 'planned') && (
        <li class="tone-say">
          <span class="sign-key-planned" /> {word('status', 'planned')}
        </li>
      )}
      {events.some(({ deadline }) => deadline) && (
        <li class="due">
          <svg width={13} height={16} viewBox="-1 -8 13 16" aria-hidden="true">
            <path d="M0 7v-14h9l-2.5 3.5 2.5 3.5h-9" />
          </svg>{' '}
          {t('deadline')}
        </li>
      )}
    </ul>
  );
}
