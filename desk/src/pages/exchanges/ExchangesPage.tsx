import { path } from '../../api/client';
import type { Exchange, ExchangeStatus, Graph, RecordStatus } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { usePages } from '../../api/usePages';
import { Empty } from '../../components/Empty';
import { More } from '../../components/More';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { StatusTabs } from '../../components/StatusTabs';
import { FilterBar } from '../../filters/FilterBar';
import { type Filter, queryOf } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import { useQuery } from '../../state/address';
import { ExchangeCard } from './ExchangeCard';
import { GraphFigure } from './GraphFigure';
import './exchanges.css';

const STATUSES: ExchangeStatus[] = ['open', 'countered', 'rejected', 'agreed', 'settled'];

const PARTIES = 12;

/** Who asks what of whom, with the answers; the graph of the parties filters all else. */
export function ExchangesPage() {
  const { query, filter, set, setFilter } = useQuery();
  const status = STATUSES.find((one) => one === query.get('status')) ?? null;
  const wanted = queryOf(filter);
  if (status) wanted.set('status', status);
  const pages = usePages<Exchange>(path('/exchanges', wanted));
  const graph = useAnswer<Graph>(path('/graph', graphQuery(filter)));
  const numbers = useAnswer<RecordStatus>('/status').data?.exchanges ?? null;
  return (
    <Page
      name="exchanges"
      title={t('exchanges.title')}
      bar={<FilterBar />}
      tools={
        <StatusTabs
          group="exchange_status"
          statuses={STATUSES}
          chosen={status}
          numbers={numbers}
          choose={(next) => set({ status: next })}
        />
      }
    >
      <div class="exchanges-columns">
        <div>
          {pages.failure && <Notice failure={pages.failure} retry={pages.reload} />}
          {pages.loading && pages.items.length === 0 && <Skeleton />}
          {!pages.loading && !pages.failure && pages.items.length === 0 && (
            <Empty title={t('exchanges.none')}>{t('exchanges.none.help')}</Empty>
          )}
          <ol class="exchanges" aria-busy={pages.loading}>
            {pages.items.map((exchange) => (
              <li key={exchange.id}>
                <ExchangeCard exchange={exchange} />
              </li>
            ))}
          </ol>
          <More more={pages.more} />
        </div>
        {graph.data && <GraphFigure graph={graph.data} filter={filter} change={setFilter} />}
      </div>
    </Page>
  );
}

/** The graph is that of all parties: what is chosen in it must not take the others away. */
function graphQuery(filter: Filter): URLSearchParams {
  const query = queryOf({ ...filter, party: [], recipient: [] });
  query.set('parties', String(PARTIES));
  return query;
}
