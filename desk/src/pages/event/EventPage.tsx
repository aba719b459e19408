import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { mayDecide } from '../../api/client';
import { matterName, partyName } from '../../api/names';
import { eventQuestion } from '../../api/questions';
import type { Decided, Event, ShownAct } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { Content } from '../../components/Content';
import { Day, Deadline } from '../../components/Day';
import { Foreign } from '../../components/Foreign';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Parties } from '../../components/Parties';
import { ReviewMark } from '../../components/ReviewMark';
import { counted, does, t } from '../../i18n/i18n';
import { toMatter } from '../../links';
import { MADE, Outcome } from '../../review/Outcome';
import { type Deciding, useDecision } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { CommitmentCard } from '../commitments/CommitmentCard';
import { ExchangeCard } from '../exchanges/ExchangeCard';
import '../commitments/commitments.css';
import '../exchanges/exchanges.css';
import { Differences } from './Differences';
import { EventHistory } from './EventHistory';
import { LinkAnswer } from './LinkAnswer';
import { MergeEvent } from './MergeEvent';
import { Witnesses } from './Witnesses';
import '../profile.css';
import './event.css';

/** What happened once: who tells it and where they differ, and whether it is one event or several. */
export function EventPage() {
  const { id = '' } = useRoute().params;
  const answer = useAnswer<ShownAct>(eventQuestion(id));
  const shown = answer.data;
  return (
    <Page
      key={id}
      name="profile"
      title={shown ? headline(shown.event) : t('event')}
      facts={shown && <Facts event={shown.event} />}
    >
      <Loaded answer={answer}>{(there) => <Told key={there.event.id} shown={there} />}</Loaded>
    </Page>
  );
}

function headline({ actors, kind, recipients }: Event): string {
  const who = actors.map(partyName).join(', ') || t('unknown_party');
  const whom = recipients.map(partyName).join(', ');
  return `${who} ${does(kind, actors.length > 1)}${whom && ` → ${whom}`}`;
}

function Facts({ event }: { event: Event }) {
  return (
    <p class="event-facts">
      <span>
        <Parties ids={[...new Set([...event.actors, ...event.recipients])]} />
      </span>
      <Day of={event} />
      <span>{counted('source', event.sources)}</span>
      {event.matter && (
        <a class="quiet" href={toMatter(event.matter)}>
          <Foreign text={matterName(event.matter)} />
        </a>
      )}
      <ReviewMark review={event.review} confidence={event.confidence} />
    </p>
  );
}

function Told({ shown }: { shown: ShownAct }) {
  const { event, exchanges, commitments, differences } = shown;
  const { set } = useQuery();
  const deciding = useDecision();
  const made = ({ decision }: Decided) =>
    set({ [MADE]: String(decision.number), with: null, link: null }, true);
  return (
    <>
      <Outcome deciding={deciding} decided={made} />
      <p class="event-told">
        <Content event={event} /> <Deadline iso={event.deadline} />
      </p>
      <WitnessesSection shown={shown} deciding={deciding} made={made} />
      {differences.length > 0 && (
        <section aria-labelledby="differences-title">
          <h2 id="differences-title">{t('differences')}</h2>
          <Differences shown={shown} />
        </section>
      )}
      {mayDecide() && <MergeEvent shown={shown} deciding={deciding} made={made} />}
      {mayDecide() && <LinkAnswer shown={shown} deciding={deciding} made={made} />}
      {exchanges.length > 0 && (
        <section aria-labelledby="exchanges-title">
          <h2 id="exchanges-title">{t('exchanges.title')}</h2>
          {exchanges.map((exchange) => (
            <ExchangeCard key={exchange.id} exchange={exchange} linking={false} />
          ))}
        </section>
      )}
      {commitments.length > 0 && (
        <section aria-labelledby="commitments-title">
          <h2 id="commitments-title">{t('commitments.title')}</h2>
          {commitments.map((commitment) => (
            <CommitmentCard key={commitment.id} commitment={commitment} />
          ))}
        </section>
      )}
      <EventHistory witnesses={shown.witnesses} />
    </>
  );
}

interface PartProps {
  shown: ShownAct;
  deciding: Deciding;
  made: (decided: Decided) => void;
}

/** Those who tell it; some of them may turn out to tell something else. */
function WitnessesSection({ shown, deciding, made }: PartProps) {
  const { witnesses, event } = shown;
  const [picked, pick] = useState<readonly string[]>([]);
  const several = mayDecide() && witnesses.length > 1;
  const split = async () => {
    const seen = Object.fromEntries(
      witnesses.filter(({ act }) => picked.includes(act.id)).map(({ act }) => [act.id, act.version]),
    );
    const decided = await deciding.decide({ name: 'split', body: { ids: [...picked] }, seen });
    pick([]);
    if (decided) made(decided);
  };
  return (
    <section aria-labelledby="witnesses-title">
      <h2 id="witnesses-title">{t('event.witnesses', { n: witnesses.length })}</h2>
      {several && <p class="hushed small">{t('event.split.help')}</p>}
      <Witnesses
        witnesses={witnesses}
        lead={event.lead}
        picked={several ? picked : null}
        toggle={(id) => pick(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])}
      />
      {several && (
        <button
          type="button"
          class="button"
          disabled={deciding.waiting || picked.length === 0 || picked.length === witnesses.length}
          onClick={() => void split()}
        >
          {t('event.split', { n: picked.length })}
        </button>
      )}
    </section>
  );
}
