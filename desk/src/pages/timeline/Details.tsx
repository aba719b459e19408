import type { Event } from '../../api/types';
import { EventLine } from '../../components/EventLine';
import { t } from '../../i18n/i18n';

/** What the mark that is pointed at stands for. */
export function Details({ event }: { event: Event | null }) {
  return (
    <div class="details" aria-live="polite">
      {event ? <EventLine event={event} /> : <p class="hushed small">{t('timeline.point')}</p>}
    </div>
  );
}
