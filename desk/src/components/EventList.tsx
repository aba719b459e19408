import type { Event } from '../api/types';
import type { Pages } from '../api/usePages';
import { t } from '../i18n/i18n';
import { useOpening } from '../state/useOpening';
import { Empty } from './Empty';
import { EventLine } from './EventLine';
import { More } from './More';
import { Notice } from './Notice';
import { Skeleton } from './Skeleton';
import type { Selection } from './useSelection';

interface Props {
  pages: Pages<Event>;
  matter?: boolean;
  /** Where events can be picked out. */
  selection?: Selection;
}

/** More than a screen shows. */
const FIRST = 10;

/** Events one below the other, as many as are looked at. */
export function EventList({ pages, matter = true, selection }: Props) {
  const { items, failure, loading, more, reload } = pages;
  const opening = useOpening(items.length > 0);
  return (
    <>
      {failure && <Notice failure={failure} retry={reload} />}
      {loading && items.length === 0 && !failure && <Skeleton />}
      {!loading && !failure && items.length === 0 && <Empty title={t('nothing_under_filter')} />}
      <ol class="events" aria-busy={loading}>
        {(opening ? items.slice(0, FIRST) : items).map((event) => (
          <li key={event.id} class={selection && 'pickable'}>
            {selection && (
              <input
                type="checkbox"
                checked={selection.picked.includes(event.id)}
                aria-label={t('event.pick', { source: event.content || event.sentence })}
                onChange={() => selection.toggle(event.id)}
              />
            )}
            <EventLine event={event} matter={matter} />
          </li>
        ))}
      </ol>
      <More more={more} />
    </>
  );
}
