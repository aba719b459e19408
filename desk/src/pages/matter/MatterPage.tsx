import { useRoute } from 'preact-iso';
import { path } from '../../api/client';
import { matterName } from '../../api/names';
import type { Event, MatterPage as Matter, MatterWord } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { usePages } from '../../api/usePages';
import { Empty } from '../../components/Empty';
import { EventList } from '../../components/EventList';
import { Foreign } from '../../components/Foreign';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { StanceTable } from '../../components/StanceTable';
import { FilterBar } from '../../filters/FilterBar';
import { queryOf } from '../../filters/filter';
import { counted, t } from '../../i18n/i18n';
import { toEvents } from '../../links';
import { DecisionLine } from '../../review/DecisionLine';
import { useQuery } from '../../state/address';
import { Rename } from './Rename';
import '../profile.css';

/** What the parties hold on a matter, now and over time. */
export function MatterPage() {
  const { id = '' } = useRoute().params;
  const { filter } = useQuery();
  const wanted = queryOf({ ...filter, matter: [] });
  const answer = useAnswer<Matter>(path(`/matters/${encodeURIComponent(id)}`, wanted));
  const matter = answer.data?.matter;
  return (
    <Page
      key={id}
      name="profile"
      title={matter?.name ?? matterName(id)}
      facts={
        matter && (
          <p>
            {counted('act', matter.acts)} · {t('matter.words')} <Foreign text={telling(matter.words)} />
          </p>
        )
      }
      bar={<FilterBar without={['matter']} />}
      tools={
        matter && (
          <>
            <Rename matter={matter} />
            <a class="button" href={toEvents('/timeline', { matter: [matter.id] })}>
              {t('nav.timeline')}
            </a>
          </>
        )
      }
    >
      <Loaded answer={answer}>{(there) => <Profile there={there} wanted={wanted} />}</Loaded>
    </Page>
  );
}

const TELLING = 6;

/** The words people would know a matter by: those that are written somewhere, and no names of parties. */
function telling(words: readonly MatterWord[]): string {
  const written = words.filter(({ word, form }) => !word.startsWith('@') && form && form !== word);
  return written
    .slice(0, TELLING)
    .map(({ form }) => form)
    .join(', ');
}

function Profile({ there, wanted }: { there: Matter; wanted: URLSearchParams }) {
  const { matter, cells, positions, history } = there;
  const query = new URLSearchParams(wanted);
  query.set('matter', matter.id);
  query.set('order', 'newest');
  const pages = usePages<Event>(path('/timeline', query));
  return (
    <>
      <section aria-labelledby="now-title">
        <h2 id="now-title">{t('matter.now')}</h2>
        {cells.length ? (
          <StanceTable stances={cells} by="party" />
        ) : (
          <Empty title={t('party.no_positions')} />
        )}
      </section>
      <section aria-labelledby="positions-title">
        <h2 id="positions-title">{t('matter.positions')}</h2>
        <StanceTable stances={positions} by="party" />
      </section>
      <section aria-labelledby="events-title">
        <h2 id="events-title">{t('party.events')}</h2>
        <EventList pages={pages} matter={false} />
      </section>
      {history.length > 0 && (
        <section aria-labelledby="history-title">
          <h2 id="history-title">{t('history')}</h2>
          <ol class="decisions">
            {history.map((decision) => (
              <li key={decision.number}>
                <DecisionLine decision={decision} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
