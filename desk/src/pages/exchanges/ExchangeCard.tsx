import { mayDecide } from '../../api/client';
import type { Answer, Exchange, Settled } from '../../api/types';
import { Content } from '../../components/Content';
import { Day } from '../../components/Day';
import { EventLine } from '../../components/EventLine';
import { Evidence } from '../../components/Evidence';
import { Parties } from '../../components/Parties';
import { ReviewLink } from '../../components/ReviewLink';
import { StatusBadge } from '../../components/StatusBadge';
import { Sure } from '../../components/Sure';
import { Verdict } from '../../components/Verdict';
import { Who } from '../../components/Who';
import { day } from '../../i18n/days';
import { t, word } from '../../i18n/i18n';
import { toEvidence, toLinking } from '../../links';

interface Props {
  exchange: Exchange;
  /** Whether it leads to where an answer is linked by hand. */
  linking?: boolean;
}

/** A demand or offer, and how it was answered. */
export function ExchangeCard({ exchange, linking = true }: Props) {
  const { opening, answers, repeats, status, settled } = exchange;
  return (
    <section class={`exchange exchange-${status}`}>
      <EventLine event={opening} aside={<StatusBadge group="exchange_status" status={status} />} />
      {repeats.length > 0 && (
        <p class="repeats small hushed">
          {t('again')}{' '}
          {repeats.map((event, place) => (
            <span key={event.id}>
              {place > 0 && ', '}
              <a class="quiet" href={toEvidence(event)}>
                {day(event.day)}
              </a>
            </span>
          ))}
        </p>
      )}
      {answers.length > 0 ? (
        <ol class="answers">
          {answers.map((answer) => (
            <AnswerLine key={answer.event.id} answer={answer} opening={opening.id} />
          ))}
        </ol>
      ) : (
        <p class="no-answer hushed">{t(settled ? 'exchanges.settled' : 'no_answer')}</p>
      )}
      {settled && <SettledBy settled={settled} lang={opening.language} />}
      {linking && mayDecide() && (
        <p class="exchange-link">
          <a class="quiet small" href={toLinking(opening)}>
            {t('link.title')}
          </a>
        </p>
      )}
    </section>
  );
}

/** What ended it though nobody has answered: what it was on condition of has come true, lapsed or was withdrawn. */
function SettledBy({ settled, lang }: { settled: Settled; lang: string }) {
  const { by, status } = settled;
  return (
    <div class="settled-by">
      <p>
        <StatusBadge group="commitment_status" status={status} />
        {by && (
          <>
            {': '}
            <Day of={by} /> <Who event={by} />: <Content event={by} />
          </>
        )}
      </p>
      <p class="event-facts">
        {by && <Evidence event={by} />}
        {by && <ReviewLink act={by.lead} />}
        <Sure {...settled} lang={lang} />
      </p>
    </div>
  );
}

function AnswerLine({ answer, opening }: { answer: Answer; opening: string }) {
  const { event, kind, confirmed } = answer;
  const body = { opening, event: event.id };
  return (
    <li class={`answer answer-${kind}`}>
      <p>
        <Day of={event} /> <Parties ids={event.actors} strong />{' '}
        <span class="together">
          <StatusBadge group="answer_kind" status={BADGES[kind]} many={event.actors.length > 1} />:
        </span>{' '}
        <Content event={event} />
      </p>
      <p class="event-facts">
        <Evidence event={event} />
        <ReviewLink act={event.lead} />
        <Sure {...answer} lang={event.language} />
        <Verdict
          right={confirmed ? null : { name: 'answer', body: { ...body, verdict: 'confirm' } }}
          wrong={{ name: 'answer', body: { ...body, verdict: 'reject' } }}
          says={confirmed ? t('link.undo') : undefined}
          what={`${word('answer_kind', BADGES[kind])} ${day(event.day)}`}
        />
      </p>
    </li>
  );
}

/** An answer looks like the status it gives. */
const BADGES = { agree: 'agreed', reject: 'rejected', counter: 'countered', deny: 'rejected' } as const;
