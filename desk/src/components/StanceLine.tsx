import type { Stance } from '../api/types';
import { day } from '../i18n/days';
import { t, word } from '../i18n/i18n';
import { lookOf } from '../kinds';
import { toEvidence } from '../links';
import { KindSign } from './KindSign';

/** Signs that a line holds at most. */
const MOST = 12;

/** How a position came about: a sign for each event, the oldest first, each a link to its words. */
export function StanceLine({ stances }: { stances: readonly Stance[] }) {
  if (stances.length < 2) return null;
  const shown = stances.slice(0, MOST).reverse();
  return (
    <ol class="stance-line" aria-label={t('stance.line')}>
      {shown.map(({ event }) => {
        const says = `${word('kind', event.kind)}, ${day(event.day)}`;
        return (
          <li key={event.id}>
            <a class={`tone-${lookOf(event.kind).tone}`} href={toEvidence(event)} title={says}>
              <KindSign kind={event.kind} />
              <span class="unseen">{says}</span>
            </a>
          </li>
        );
      })}
    </ol>
  );
}
