import { lanesIn, timelineQuestions } from '../../api/questions';
import type { Ahead, Density, Event } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { usePages } from '../../api/usePages';
import { EventList } from '../../components/EventList';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { Skeleton } from '../../components/Skeleton';
import { FilterBar } from '../../filters/FilterBar';
import { counted, t } from '../../i18n/i18n';
import { useQuery } from '../../state/address';
import { later, useLater } from '../../state/useLater';
import { AheadList } from './AheadList';
import { LaneSwitch } from './LaneSwitch';
import './timeline.css';

/** What draws the figure is large, and the list does not wait long for it. */
export const CHART = later(() => import('./TimelineChart'));

/** What happened, in lanes over time and as a list; what is due stands ahead. */
export function TimelinePage() {
  const { query, filter, set, setFilter } = useQuery();
  const asks = timelineQuestions(query);
  const { by, order } = asks;
  const pages = usePages<Event>(asks.list);
  const overview = useAnswer<Density>(asks.overview);
  const lanes = useAnswer<Density>(asks.lanes);
  const inside = useAnswer<Density>(asks.inside);
  const total = (asks.inside ? inside : overview).data?.total ?? null;
  const few = total !== null && total <= asks.most;
  const marks = useAnswer<{ items: Event[] }>(few ? asks.marks : null);
  const ahead = useAnswer<Ahead>(asks.ahead);
  const chart = useLater(CHART);
  return (
    <Page
      name="timeline"
      title={t('timeline.title')}
      facts={total !== null && <p>{counted('event', total)}</p>}
      tools={<LaneSwitch by={by} set={(next) => set({ by: next, lanes: null })} />}
      bar={<FilterBar />}
    >
      <Loaded answer={overview} rows={8}>
        {(whole) =>
          whole.first && chart ? (
            <chart.TimelineChart
              whole={whole}
              lanes={lanes.data}
              events={few ? (marks.data?.items ?? null) : null}
              ahead={ahead.data}
              by={by}
              number={lanesIn(query)}
              setNumber={(number) => set({ lanes: number === null ? null : String(number) })}
              filter={filter}
              setDays={(from, to) => setFilter({ ...filter, from, to })}
            />
          ) : (
            whole.first && chart === undefined && <Skeleton rows={8} />
          )
        }
      </Loaded>
      <div class="timeline-below">
        <section aria-labelledby="timeline-events">
          <header class="section-head">
            <h2 id="timeline-events">{t('timeline.events')}</h2>
            <button
              type="button"
              class="button bare"
              onClick={() => set({ order: order === 'newest' ? 'oldest' : null })}
            >
              {t(order === 'newest' ? 'order.newest' : 'order.oldest')}
            </button>
          </header>
          <EventList pages={pages} />
        </section>
        <AheadList ahead={ahead.data} />
      </div>
    </Page>
  );
}
