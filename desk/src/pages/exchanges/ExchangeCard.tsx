import type { Answer, Exchange } from '../../api/types';
import { Content } from '../../components/Content';
import { Day } from '../../components/Day';
import { EventLine } from '../../components/EventLine';
import { Evidence } from '../../components/Evidence';
import { Parties } from '../../components/Parties';
import { StatusBadge } from '../../components/StatusBadge';
import { Sure } from '../../components/Sure';
import { Verdict } from '../../components/Verdict';
import { day } from '../../i18n/days';
import { t, word } from '../../i18n/i18n';
import { toEvidence } from '../../links';

/** A demand or offer, and how it was answered. */
export function ExchangeCard({ exchange }: { exchange: Exchange }) {
  const { opening, answers, repeats, status } = exchange;
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
        status !== 'settled' && <p class="no-answer hushed">{t('no_answer')}</p>
      )}
    </section>
  );
}

function AnswerLine({ answer, opening }: { answer: Answer; opening: string }) {
  const { event, kind, confirmed } = answer;
  const body = { opening, event: event.id };
  return (
    <li class={`answer answer-${kind}`}>
      <p>
        <Day of={event} /> <Parties ids={event.actors} strong />{' '}
        <StatusBadge group="answer_kind" status={BADGES[kind]} />: <Content event={event} />
      </p>
      <p class="event-facts">
        <Evidence event={event} />
        <Sure {...answer} lang={event.language} />
        {!confirmed && (
          <Verdict
            question="/decisions/answer"
            right={{ ...body, verdict: 'confirm' }}
            wrong={{ ...body, verdict: 'reject' }}
            what={`${word('answer_kind', BADGES[kind])} ${day(event.day)}`}
          />
        )}
      </p>
    </li>
  );
}

/** An answer looks like the status it gives. */
const BADGES = { agree: 'agreed', reject: 'rejected', counter: 'countered', deny: 'rejected' } as const;
