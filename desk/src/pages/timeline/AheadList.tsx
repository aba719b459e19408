import type { Ahead } from '../../api/types';
import { Content } from '../../components/Content';
import { Evidence } from '../../components/Evidence';
import { Icon } from '../../components/Icon';
import { ReviewLink } from '../../components/ReviewLink';
import { Who } from '../../components/Who';
import { day } from '../../i18n/days';
import { t, word } from '../../i18n/i18n';

/** What is planned or due after the last day of the record. */
export function AheadList({ ahead }: { ahead: Ahead | null }) {
  if (!ahead) return null;
  return (
    <section class="ahead" aria-labelledby="ahead-title">
      <h2 id="ahead-title">{t('ahead.title')}</h2>
      {ahead.items.length === 0 && <p class="hushed">{t('ahead.none')}</p>}
      <ol>
        {ahead.items.map(({ event, day: on, why }) => (
          <li key={`${event.id}-${why}`}>
            <p class="ahead-day">
              <Icon name="flag" /> <time dateTime={on}>{day(on, 'long')}</time>
              <span class="hushed"> {word('ahead', why)}</span>
            </p>
            <Who event={event} />
            <p>
              <Content event={event} />
            </p>
            <p class="event-facts">
              <Evidence event={event} />
              <ReviewLink act={event.lead} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
