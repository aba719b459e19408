import { matterName } from '../../api/names';
import type { Commitment } from '../../api/types';
import { Content } from '../../components/Content';
import { Day, Deadline } from '../../components/Day';
import { Evidence } from '../../components/Evidence';
import { Foreign } from '../../components/Foreign';
import { ReviewLink } from '../../components/ReviewLink';
import { StatusBadge } from '../../components/StatusBadge';
import { Sure } from '../../components/Sure';
import { Verdict } from '../../components/Verdict';
import { Who } from '../../components/Who';
import { day } from '../../i18n/days';
import { word } from '../../i18n/i18n';
import { lookOf } from '../../kinds';
import { toMatter } from '../../links';
import { Settle } from './Settle';

/** If … then …, and how it stands. */
export function CommitmentCard({ commitment }: { commitment: Commitment }) {
  const { event, status } = commitment;
  return (
    <section class={`commitment commitment-${status} tone-${lookOf(event.kind).tone}`}>
      <div class="commitment-if">
        <p>
          <Foreign text={event.condition} lang={event.language} />
        </p>
        <Deadline iso={event.deadline} />
      </div>
      <div class="commitment-then">
        <p>
          <Who event={event} />: <Content event={event} condition={false} />
        </p>
        <p class="event-facts">
          <Day of={event} />
          <Evidence event={event} />
          {event.matter && (
            <a class="quiet" href={toMatter(event.matter)}>
              <Foreign text={matterName(event.matter)} />
            </a>
          )}
          <ReviewLink act={event.lead} />
        </p>
      </div>
      <div class="commitment-now">
        <StatusBadge group="commitment_status" status={status} />
        <Settled commitment={commitment} />
      </div>
    </section>
  );
}

/** What settled it, if anything did; a suggestion until a person says so. */
function Settled({ commitment }: { commitment: Commitment }) {
  const { id, status, by, confirmed, version } = commitment;
  if (status === 'pending') return <Settle commitment={commitment} />;
  const settle = (body: Record<string, unknown>) => ({
    name: 'settle',
    body: { commitment: id, ...body },
    seen: { [id]: version },
  });
  return (
    <>
      {by && (
        <p>
          <Day of={by} /> <Who event={by} />: <Content event={by} />
        </p>
      )}
      <p class="event-facts">
        {by && <Evidence event={by} />}
        {by && <ReviewLink act={by.lead} />}
        <Sure {...commitment} lang={commitment.event.language} />
        {!confirmed && (
          <Verdict
            right={settle({ status, by: by?.id ?? null })}
            wrong={settle({ status: 'pending', by: null })}
            what={`${word('commitment_status', status)} ${day(by?.day)}`}
          />
        )}
      </p>
    </>
  );
}
