import { useState } from 'preact/hooks';
import type { Decided, Event, ShownAct } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { Loaded } from '../../components/Loaded';
import { EVERYTHING, queryOf } from '../../filters/filter';
import { t } from '../../i18n/i18n';
import type { Deciding } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { Candidates } from './Candidates';
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
            near={props.shown.event}
            wanted={alike(props.shown.event, words)}
            says={t('event.compare')}
            choose={({ lead }) => set({ with: lead, decision: null }, true)}
          />
        </>
      )}
    </section>
  );
}

/** Events of the same kind: of the same party, or with the words that are looked for. */
function alike(event: Event, words: string): URLSearchParams {
  const query = queryOf({
    ...EVERYTHING,
    kind: [event.kind],
    ...(words ? { text: words } : { party: event.actors }),
  });
  query.set('order', 'newest');
  return query;
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
