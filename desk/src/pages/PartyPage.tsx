import { useRoute } from 'preact-iso';
import { path } from '../api/client';
import { partyName } from '../api/names';
import { partyQuestion } from '../api/questions';
import type { Decided, Event, Party } from '../api/types';
import { useAnswer } from '../api/useAnswer';
import { usePages } from '../api/usePages';
import { Empty } from '../components/Empty';
import { EventList } from '../components/EventList';
import { Foreign } from '../components/Foreign';
import { Loaded } from '../components/Loaded';
import { Page } from '../components/Page';
import { StanceTable } from '../components/StanceTable';
import { FilterBar } from '../filters/FilterBar';
import { queryOf } from '../filters/filter';
import { day } from '../i18n/days';
import { counted, t, word } from '../i18n/i18n';
import { toEvents, toParty } from '../links';
import { Decisions } from '../review/Decisions';
import { MADE, Outcome } from '../review/Outcome';
import { useDecision } from '../review/useDecision';
import { useQuery } from '../state/address';
import { SameParty } from './SameParty';
import './profile.css';

/** Who a party is, what it has held over time, and where it changed its mind. */
export function PartyPage() {
  const { id = '' } = useRoute().params;
  const { query, filter, set } = useQuery();
  const deciding = useDecision();
  const made = ({ decision }: Decided) => set({ [MADE]: String(decision.number) }, true);
  const wanted = queryOf({ ...filter, party: [] });
  const answer = useAnswer<Party>(partyQuestion(id, query));
  const party = answer.data;
  return (
    <Page
      key={id}
      name="profile"
      title={party?.name ?? partyName(id)}
      facts={party && <Facts party={party} />}
      bar={<FilterBar without={['party']} />}
      tools={
        party && (
          <>
            <SameParty key={party.id} party={party} deciding={deciding} />
            <Ways party={party} />
          </>
        )
      }
    >
      <Outcome deciding={deciding} decided={made} />
      <Loaded answer={answer}>{(there) => <Profile party={there} wanted={wanted} />}</Loaded>
    </Page>
  );
}

function Facts({ party }: { party: Party }) {
  const others = party.names.filter((name) => name !== party.name);
  return (
    <p>
      {word('party_kind', party.kind)} · {counted('event', party.events)}
      {others.length > 0 && (
        <>
          {' · '}
          {t('party.also')} <Foreign text={others.join(', ')} />
        </>
      )}
    </p>
  );
}

function Ways({ party }: { party: Party }) {
  return (
    <>
      <a class="button" href={toEvents('/timeline', { party: [party.id] })}>
        {t('nav.timeline')}
      </a>
      <a class="button" href={toEvents('/exchanges', { party: [party.id] })}>
        {t('nav.exchanges')}
      </a>
    </>
  );
}

function Profile({ party, wanted }: { party: Party; wanted: URLSearchParams }) {
  const query = new URLSearchParams(wanted);
  query.set('party', party.id);
  query.set('order', 'newest');
  const pages = usePages<Event>(path('/timeline', query));
  return (
    <>
      <section aria-labelledby="now-title">
        <h2 id="now-title">{t('matter.now')}</h2>
        {party.cells.length ? (
          <StanceTable stances={party.cells} by="matter" over={party.positions} />
        ) : (
          <Empty title={t('party.no_positions')} />
        )}
      </section>
      {party.changes.length > 0 && (
        <section aria-labelledby="changes-title">
          <h2 id="changes-title">{t('party.changes')}</h2>
          <StanceTable stances={party.changes} by="matter" />
        </section>
      )}
      {party.positions.length > 0 && (
        <section aria-labelledby="positions-title">
          <h2 id="positions-title">{t('party.positions')}</h2>
          <details>
            <summary>{t('party.positions.show', { n: party.positions.length })}</summary>
            <StanceTable stances={party.positions} by="matter" />
          </details>
        </section>
      )}
      {party.offices.length > 0 && <Offices party={party} />}
      <section aria-labelledby="events-title">
        <h2 id="events-title">{t('party.events')}</h2>
        <EventList pages={pages} />
      </section>
      {party.history.length > 0 && (
        <section aria-labelledby="history-title">
          <h2 id="history-title">{t('history')}</h2>
          <Decisions history={party.history} />
        </section>
      )}
    </>
  );
}

/** Of a party, who acts for it; of a person, for whom it acts. */
function Offices({ party }: { party: Party }) {
  const person = party.kind === 'person';
  return (
    <section aria-labelledby="offices-title">
      <h2 id="offices-title">{t(person ? 'party.acts_for' : 'party.persons')}</h2>
      <ul class="offices">
        {party.offices.map((office) => {
          const other = person ? office.party : office.person;
          return (
            <li key={`${other}-${office.title}`}>
              <a href={toParty(other)}>
                <Foreign text={partyName(other)} />
              </a>{' '}
              <Foreign text={office.title} />{' '}
              <span class="hushed">
                {day(office.first)} – {day(office.last)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
