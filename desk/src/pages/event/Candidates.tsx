import { useMemo } from 'preact/hooks';
import { path } from '../../api/client';
import type { Event, Exchange, List } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { EventLine } from '../../components/EventLine';
import { Loaded } from '../../components/Loaded';
import { dateOf } from '../../i18n/days';
import { t } from '../../i18n/i18n';

interface Props {
  /** The event beside which another one is looked for. */
  near: Event;
  /** Which list has those that come into question: events, or exchanges, of which the openings do. */
  list?: '/timeline' | '/exchanges';
  wanted: URLSearchParams;
  /** Ids of those that do not, beside the event itself. */
  without?: readonly string[];
  says: string;
  choose: (event: Event) => void;
}

const ASKED = 100;
const SHOWN = 6;
const NONE: readonly string[] = [];

/** Events to choose one of, the nearest in time first. */
export function Candidates({ near, list = '/timeline', wanted, without = NONE, says, choose }: Props) {
  const query = new URLSearchParams(wanted);
  query.set('limit', String(ASKED));
  const answer = useAnswer<List<Event | Exchange>>(path(list, query));
  const some = useMemo(
    () =>
      (answer.data?.items ?? [])
        .map((one) => ('opening' in one ? one.opening : one))
        .filter(({ id }) => id !== near.id && !without.includes(id))
        .sort((one, two) => daysFrom(near, one) - daysFrom(near, two))
        .slice(0, SHOWN),
    [answer.data, near, without],
  );
  return (
    <Loaded answer={answer} rows={3}>
      {() =>
        some.length === 0 ? (
          <p class="hushed">{t('none_found')}</p>
        ) : (
          <ul class="events candidates">
            {some.map((one) => (
              <li key={one.id}>
                <EventLine event={one} />
                <button type="button" class="button" onClick={() => choose(one)}>
                  {says}
                  <span class="unseen"> {one.content || one.sentence}</span>
                </button>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function daysFrom(event: Event, other: Event): number {
  if (!event.day || !other.day) return Number.MAX_SAFE_INTEGER;
  return Math.abs(dateOf(event.day).getTime() - dateOf(other.day).getTime());
}
