import type { Event } from '../api/types';
import { t } from '../i18n/i18n';
import { KindWord } from './KindWord';
import { Parties } from './Parties';

/** "Karsland ↯ droht → Valdorien": who does what toward whom. */
export function Who({ event, actors = true }: { event: Event; actors?: boolean }) {
  return (
    <span class="who">
      {actors &&
        (event.actors.length ? (
          <Parties ids={event.actors} strong />
        ) : (
          <em class="hushed">{t('unknown_party')}</em>
        ))}{' '}
      <KindWord kind={event.kind} status={event.status} many={actors && event.actors.length > 1} />
      {event.recipients.length > 0 && (
        <>
          {' '}
          <span class="toward" role="img" aria-label={t('toward')}>
            →
          </span>{' '}
          <Parties ids={event.recipients} />
        </>
      )}
    </span>
  );
}
