import type { ComponentChildren } from 'preact';
import { matterName } from '../api/names';
import type { Event } from '../api/types';
import { t } from '../i18n/i18n';
import { lookOf } from '../kinds';
import { toEvent, toMatter } from '../links';
import { memo } from '../state/memo';
import { Content } from './Content';
import { Day, Deadline } from './Day';
import { Evidence } from './Evidence';
import { Foreign } from './Foreign';
import { ReviewLink } from './ReviewLink';
import { ReviewMark } from './ReviewMark';
import { Who } from './Who';

interface Props {
  event: Event;
  /** Left out where the heading above already says it. */
  matter?: boolean;
  /** Stands under the day. */
  aside?: ComponentChildren;
  children?: ComponentChildren;
}

/** An event as every list shows it: who, what, when, and the words it rests on. */
export const EventLine = memo(function EventLine({ event, matter = true, aside, children }: Props) {
  return (
    <article
      class={`event tone-${lookOf(event.kind).tone} review-is-${event.review}`}
      id={`event-${event.id}`}
    >
      <div class="event-when">
        <Day of={event} />
        {aside}
      </div>
      <div class="event-what">
        <Who event={event} />
        <p class="event-content">
          {children ?? <Content event={event} />} <Deadline iso={event.deadline} />
        </p>
        <p class="event-facts">
          <Evidence event={event} />
          {matter && event.matter && (
            <a class="quiet" href={toMatter(event.matter)}>
              <Foreign text={matterName(event.matter)} />
            </a>
          )}
          <ReviewMark review={event.review} confidence={event.confidence} />
          <a class="quiet" href={toEvent(event)}>
            {t('event')}
          </a>
          <ReviewLink act={event.lead} />
        </p>
      </div>
    </article>
  );
});
