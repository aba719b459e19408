import { path } from '../../api/client';
import type { Ahead, Density, Event } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { usePages } from '../../api/usePages';
import { EventList } from '../../components/EventList';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { FilterBar } from '../../filters/FilterBar';
import { queryOf } from '../../filters/filter';
import { counted, t } from '../../i18n/i18n';
import { useQuery } from '../../state/address';
import { AheadList } from './AheadList';
import { LaneSwitch } from './LaneSwitch';
import type { By } from './lanes';
import { TimelineChart } from './TimelineChart';
import './timeline.css';

const MARKS = 200;

/** What happened, in lanes over time and as a list; what is due stands ahead. */
export function TimelinePage() {
  const { query, filter, set, setFilter } = useQuery();
  const by = byIn(query);
  const order = query.get('order') === 'oldest' ? 'oldest' : 'newest';
  const wanted = queryOf(filter);
  const always = queryOf({ ...filter, from: '', to: '' });
  const overview = useAnswer<Density>(path('/timeline/density', extended(always, { by: 'none' })));
  const lanes = useAnswer<Density>(path('/timeline/density', extended(wanted, { by })));
  const narrowed =
    filter.from || filter.to ? path('/timeline/density', extended(wanted, { by: 'none' })) : null;
  const inside = useAnswer<Density>(narrowed);
  const total = (narrowed ? inside : overview).data?.total ?? null;
  const few = total !== null && total <= MARKS;
  const marks = useAnswer<{ items: Event[] }>(
    few ? path('/timeline', extended(wanted, { limit: MARKS })) : null,
  );
  const ahead = useAnswer<Ahead>(path('/timeline/ahead', extended(always, { limit: 50 })));
  const pages = usePages<Event>(path('/timeline', extended(wanted, { order, limit: 50 })));
  return (
    <Page
      name="timeline"
      title={t('timeline.title')}
      facts={total !== null && <p>{counted('event', total)}</p>}
      tools={<LaneSwitch by={by} set={(next) => set({ by: next })} />}
      bar={<FilterBar />}
    >
      <Loaded answer={overview} rows={8}>
        {(whole) =>
          whole.first ? (
            <TimelineChart
              whole={whole}
              lanes={lanes.data}
              events={few ? (marks.data?.items ?? null) : null}
              ahead={ahead.data}
              by={by}
              filter={filter}
              setDays={(from, to) => setFilter({ ...filter, from, to })}
            />
          ) : null
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

function byIn(query: URLSearchParams): By {
  const by = query.get('by');
  return by === 'matter' || by === 'kind' ? by : 'party';
}

function extended(query: URLSearchParams, values: Record<string, string | number>): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) next.set(name, String(value));
  return next;
}
