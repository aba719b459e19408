import { EXCHANGE_STATUSES, exchangesQuestion, graphQuestion, STATUS, statusIn } from '../../api/questions';
import type { Exchange, Graph, RecordStatus } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { usePages } from '../../api/usePages';
import { Empty } from '../../components/Empty';
import { More } from '../../components/More';
import { Notice } from '../../components/Notice';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { StatusTabs } from '../../components/StatusTabs';
import { FilterBar } from '../../filters/FilterBar';
import { isEverything } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import { Outcome } from '../../review/Outcome';
import { useDecision } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { ExchangeCard } from './ExchangeCard';
import { GraphFigure } from './GraphFigure';
import './exchanges.css';

/** Who asks what of whom, with the answers; the graph of the parties filters all else. */
export function ExchangesPage() {
  const { query, filter, set, setFilter } = useQuery();
  const pages = usePages<Exchange>(exchangesQuestion(query));
  const graph = useAnswer<Graph>(graphQuestion(query));
  const whole = useAnswer<RecordStatus>(STATUS).data?.exchanges ?? null;
  return (
    <Page
      name="exchanges"
      title={t('exchanges.title')}
      bar={<FilterBar />}
      tools={
        <StatusTabs
          group="exchange_status"
          statuses={EXCHANGE_STATUSES}
          chosen={statusIn(query, EXCHANGE_STATUSES)}
          numbers={isEverything(filter) ? whole : null}
          choose={(next) => set({ status: next })}
        />
      }
    >
      <div class="exchanges-columns">
        <div>
          <Outcome deciding={useDecision()} />
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
