import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AnswerKind, Decided, Event, ShownAct } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { EventLine } from '../../components/EventLine';
import { Loaded } from '../../components/Loaded';
import { EVERYTHING, queryOf } from '../../filters/filter';
import { t, word } from '../../i18n/i18n';
import type { Deciding } from '../../review/useDecision';
import { useQuery } from '../../state/address';
import { Candidates } from './Candidates';

interface Props {
  shown: ShownAct;
  deciding: Deciding;
  made: (decided: Decided) => void;
}

const OPENINGS = ['demand', 'offer'];
const KINDS: AnswerKind[] = ['agree', 'reject', 'counter', 'deny'];

/** A demand or offer gets an answer that nothing has seen; any other event is linked to what it answers. */
export function LinkAnswer(props: Props) {
  const { query, set } = useQuery();
  const [words, setWords] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const { event } = props.shown;
  const opens = isOpening(event);
  const link = query.get('link');
  // Who comes to link something is led here.
  useLayoutEffect(() => {
    if (link === '') heading.current?.focus();
  }, [link]);
  return (
    <section aria-labelledby="link-title" class="linking">
      <h2 id="link-title" ref={heading} tabIndex={-1}>
        {t('link.title')}
      </h2>
      {link ? (
        <Chosen {...props} opens={opens} other={link} leave={() => set({ link: null }, true)} />
      ) : (
        <>
          <p class="hushed small">{t(opens ? 'link.help.opening' : 'link.help.answer')}</p>
          <div class="field merge-words">
            <label for="link-words">{t('link.words')}</label>
            <input
              id="link-words"
              type="search"
              value={words}
              onChange={({ currentTarget }) => setWords(currentTarget.value.trim())}
            />
          </div>
          <Candidates
            near={event}
            list={opens ? '/timeline' : '/exchanges'}
            wanted={opens ? later(event, words) : earlier(event, words)}
            without={linked(props.shown)}
            says={t('link.choose')}
            choose={({ lead }) => set({ link: lead, decision: null }, true)}
          />
        </>
      )}
    </section>
  );
}

/** The other event, what the answer says, and the decision. */
function Chosen({
  shown,
  opens,
  other,
  deciding,
  made,
  leave,
}: Props & { opens: boolean; other: string; leave: () => void }) {
  const answer = useAnswer<ShownAct>(`/acts/${encodeURIComponent(other)}`);
  const [kind, setKind] = useState<AnswerKind>('agree');
  const link = async ({ event }: ShownAct) => {
    const [opening, reply] = opens ? [shown.event, event] : [event, shown.event];
    const body = { opening: opening.id, event: reply.id, verdict: 'add', kind };
    const decided = await deciding.decide({ name: 'answer', body });
    if (decided) made(decided);
  };
  return (
    <Loaded answer={answer} rows={3}>
      {(there) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void link(there);
          }}
        >
          <EventLine event={there.event} />
          <Kinds kind={kind} choose={setKind} />
          <div class="buttons">
            <button type="submit" class="button main" disabled={deciding.waiting}>
              {t('link.do')}
            </button>
            <button type="button" class="button" onClick={leave}>
              {t('cancel')}
            </button>
          </div>
        </form>
      )}
    </Loaded>
  );
}

function Kinds({ kind, choose }: { kind: AnswerKind; choose: (kind: AnswerKind) => void }) {
  const group = useRef<HTMLFieldSetElement>(null);
  // The button that was pressed is gone.
  useLayoutEffect(() => group.current?.querySelector<HTMLElement>(':checked')?.focus(), []);
  return (
    <fieldset ref={group} class="link-kinds">
      <legend>{t('link.how')}</legend>
      {KINDS.map((one) => (
        <label key={one}>
          <input type="radio" name="link-kind" checked={one === kind} onChange={() => choose(one)} />{' '}
          {word('answer', one)}
        </label>
      ))}
    </fieldset>
  );
}

function isOpening({ kind }: Event): boolean {
  return OPENINGS.includes(kind);
}

/** What those who were asked did since, or what has the words that are looked for. */
function later({ recipients, day }: Event, words: string): URLSearchParams {
  const whose = words ? { text: words } : { party: recipients };
  const query = queryOf({ ...EVERYTHING, ...whose, from: day ?? '' });
  query.set('order', 'oldest');
  return query;
}

/** The exchanges that were opened before, by those to whom the event goes: what is raised again is part of one. */
function earlier({ recipients, day }: Event, words: string): URLSearchParams {
  const whose = words ? { text: words } : { party: recipients };
  const query = queryOf({ ...EVERYTHING, ...whose, to: day ?? '' });
  query.set('order', 'newest');
  return query;
}

/** The events with which it is linked already. */
function linked({ event, exchanges }: ShownAct): string[] {
  return exchanges.flatMap(({ opening, answers }) =>
    opening.id === event.id ? answers.map((answer) => answer.event.id) : [opening.id],
  );
}
