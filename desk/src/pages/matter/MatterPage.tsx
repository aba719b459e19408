import { useRoute } from 'preact-iso';
import { matterName } from '../../api/names';
import { matterQuestion } from '../../api/questions';
import type { Decided, MatterPage as Matter } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { Empty } from '../../components/Empty';
import { Foreign } from '../../components/Foreign';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { StanceTable } from '../../components/StanceTable';
import { FilterBar } from '../../filters/FilterBar';
import { queryOf } from '../../filters/filter';
import { counted, t } from '../../i18n/i18n';
import { toEvents } from '../../links';
import { Decisions } from '../../review/Decisions';
import { MADE, Outcome } from '../../review/Outcome';
import { type Deciding, useDecision } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { MatterEvents } from './MatterEvents';
import { MatterTools } from './MatterTools';
import { telling } from './words';
import '../profile.css';

/** What the parties hold on a matter, now and over time. */
export function MatterPage() {
  const { id = '' } = useRoute().params;
  const { query, filter, set } = useQuery();
  const deciding = useDecision();
  const made = ({ decision }: Decided) => set({ [MADE]: String(decision.number) }, true);
  const wanted = queryOf({ ...filter, matter: [] });
  const answer = useAnswer<Matter>(matterQuestion(id, query));
  const matter = answer.data?.matter;
  return (
    <Page
      key={id}
      name="profile"
      title={matter?.name ?? matterName(id)}
      facts={
        matter && (
          <p>
            {counted('act', matter.acts)} · {t('matter.words')}{' '}
            <Foreign text={telling(matter.words).join(', ')} />
            <Pinned matter={matter} />
          </p>
        )
      }
      bar={<FilterBar without={['matter']} />}
      tools={
        matter && (
          <>
            <MatterTools key={matter.id} matter={matter} deciding={deciding} made={made} />
            <a class="button" href={toEvents('/timeline', { matter: [matter.id] })}>
              {t('nav.timeline')}
            </a>
          </>
        )
      }
    >
      <Outcome deciding={deciding} decided={made} />
      <Loaded answer={answer}>
        {(there) => <Profile there={there} wanted={wanted} deciding={deciding} made={made} />}
      </Loaded>
    </Page>
  );
}

/** The words that were laid down for it by hand. */
function Pinned({ matter: { pinned, words } }: { matter: Matter['matter'] }) {
  if (pinned.length === 0) return null;
  const forms = new Map(words.map(({ word, form }) => [word, form]));
  return (
    <>
      {' · '}
      {t('matter.pinned')} <Foreign text={pinned.map((word) => forms.get(word) || word).join(', ')} />
    </>
  );
}

interface ProfileProps {
  there: Matter;
  wanted: URLSearchParams;
  deciding: Deciding;
  made: (decided: Decided) => void;
}

function Profile({ there, wanted, deciding, made }: ProfileProps) {
  const { matter, cells, positions, history } = there;
  return (
    <>
      <section aria-labelledby="now-title">
        <h2 id="now-title">{t('matter.now')}</h2>
        {cells.length ? (
          <StanceTable stances={cells} by="party" over={positions} />
        ) : (
          <Empty title={t('party.no_positions')} />
        )}
      </section>
      <section aria-labelledby="positions-title">
        <h2 id="positions-title">{t('matter.positions')}</h2>
        <StanceTable stances={positions} by="party" />
      </section>
      <MatterEvents matter={matter} wanted={wanted} deciding={deciding} made={made} />
      {history.length > 0 && (
        <section aria-labelledby="history-title">
          <h2 id="history-title">{t('history')}</h2>
          <Decisions history={history} />
        </section>
      )}
    </>
  );
}
