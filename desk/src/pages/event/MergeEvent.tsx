import { useMemo, useState } from 'preact/hooks';
import { path } from '../../api/client';
import type { Decided, Event, List, ShownAct } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { EventLine } from '../../components/EventLine';
import { Loaded } from '../../components/Loaded';
import { EVERYTHING, queryOf } from '../../filters/filter';
import { dateOf } from '../../i18n/days';
import { t } from '../../i18n/i18n';
import type { Deciding } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { Witnesses } from './Witnesses';

interface Props {
  shown: ShownAct;
  deciding: Deciding;
  made: (decided: Decided) => void;
}

/** Another event that tells the same: looked for, looked at beside this one, merged into it. */
export function MergeEvent(props: Props) {
  const { query, set } = useQuery();
  const [words, setWords] = useState('');
  const other = query.get('with');
  return (
    <section aria-labelledby="merge-title" class="merge">
      <h2 id="merge-title">{t('event.merge')}</h2>
      {other ? (
        <Beside {...props} other={other} leave={() => set({ with: null }, true)} />
      ) : (
        <>
          <p class="hushed small">{t('event.merge.help')}</p>
          <div class="field merge-words">
            <label for="merge-words">{t('event.merge.words')}</label>
            <input
              id="merge-words"
              type="search"
              value={words}
              onChange={(event) => setWords(event.currentTarget.value.trim())}
            />
          </div>
          <Candidates
            event={props.shown.event}
            words={words}
            choose={(id) => set({ with: id, decision: null }, true)}
          />
        </>
      )}
    </section>
  );
}

const ASKED = 100;
const SHOWN = 6;

/** Events of the same kind, the nearest in time first: of the same party, or with the words that are looked for. */
function Candidates({ event, words, choose }: { event: Event; words: string; choose: (id: string) => void }) {
  const wanted = queryOf({
    ...EVERYTHING,
    kind: [event.kind],
    ...(words ? { text: words } : { party: event.actors }),
  });
  wanted.set('order', 'newest');
  wanted.set('limit', String(ASKED));
  const answer = useAnswer<List<Event>>(path('/timeline', wanted));
  const near = useMemo(
    () =>
      (answer.data?.items ?? [])
        .filter(({ id }) => id !== event.id)
        .sort((one, two) => daysFrom(event, one) - daysFrom(event, two))
        .slice(0, SHOWN),
    [answer.data, event],
  );
  return (
    <Loaded answer={answer} rows={3}>
      {() =>
        near.length === 0 ? (
          <p class="hushed">{t('none_found')}</p>
        ) : (
          <ul class="events candidates">
            {near.map((one) => (
              <li key={one.id}>
                <EventLine event={one} />
                <button type="button" class="button" onClick={() => choose(one.lead)}>
                  {t('event.compare')}
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

/** Both events with all who tell them, and the decision. */
function Beside({ shown, other, deciding, made, leave }: Props & { other: string; leave: () => void }) {
  const answer = useAnswer<ShownAct>(`/acts/${encodeURIComponent(other)}`);
  const merge = async (there: ShownAct) => {
    const ids = [shown.event.id, there.event.id];
    const seen = { ...versions(shown), ...versions(there) };
    const decided = await deciding.decide({ name: 'merge', body: { ids }, seen });
    if (decided) made(decided);
  };
  return (
    <Loaded answer={answer} rows={4}>
      {(there) => (
        <>
          <div class="beside">
            <div>
              <h3>{t('event.this')}</h3>
              <Side shown={shown} />
            </div>
            <div>
              <h3>{t('event.other')}</h3>
              <Side shown={there} />
            </div>
          </div>
          <p class="hushed small">{t('event.merge.then')}</p>
          <div class="buttons">
            <button
              type="button"
              class="button main"
              disabled={deciding.waiting || there.event.id === shown.event.id}
              onClick={() => void merge(there)}
            >
              {t('event.merge.do')}
            </button>
            <button type="button" class="button" onClick={leave}>
              {t('cancel')}
            </button>
          </div>
        </>
      )}
    </Loaded>
  );
}

function Side({ shown: { witnesses, event } }: { shown: ShownAct }) {
  return <Witnesses witnesses={witnesses} lead={event.lead} picked={null} toggle={() => undefined} />;
}

/** The version of an event: that of the last decision about any of its acts. */
function versions({ event, witnesses }: ShownAct): Record<string, number> {
  return { [event.id]: Math.max(0, ...witnesses.map(({ act }) => act.version)) };
}
