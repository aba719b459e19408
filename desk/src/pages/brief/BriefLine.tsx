import type { ComponentChildren } from 'preact';
import type { Event } from '../../api/types';
import { Content } from '../../components/Content';
import { Day, Deadline } from '../../components/Day';
import { Evidence } from '../../components/Evidence';
import { ReviewLink } from '../../components/ReviewLink';
import { Who } from '../../components/Who';

/** One line of a brief: when, who, what, and its source. `children` say it in another way. */
export function BriefLine({ event, children }: { event: Event; children?: ComponentChildren }) {
  return (
    <li class="brief-line">
      <Day of={event} />
      <p>
        {children ?? (
          <>
            <Who event={event} />:{' '}
          </>
        )}
        <Content event={event} /> <Deadline iso={event.deadline} /> <Evidence event={event} />{' '}
        <ReviewLink act={event.lead} />
      </p>
    </li>
  );
}
