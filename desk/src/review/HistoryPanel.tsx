import { useEffect, useRef } from 'preact/hooks';
import type { Act, ShownAct } from '../api/types';
import { useAnswer } from '../api/useAnswer';
import { Content } from '../components/Content';
import { Foreign } from '../components/Foreign';
import { Loaded } from '../components/Loaded';
import { day } from '../i18n/days';
import { counted, t, word } from '../i18n/i18n';
import { toAct, toEvent } from '../links';
import { citation } from '../text/source';
import { DecisionLine } from './DecisionLine';

/** What people decided about an act so far, who else tells it, and where they differ. */
export function HistoryPanel({ act }: { act: Act }) {
  const answer = useAnswer<ShownAct>(`/acts/${encodeURIComponent(act.id)}`);
  const panel = useRef<HTMLElement>(null);
  const isThere = answer.data !== null;
  useEffect(() => {
    if (isThere) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [isThere]);
  return (
    <section class="history" ref={panel} aria-label={t('history')}>
      <Loaded answer={answer} rows={3}>
        {(shown) => (
          <>
            <h3>{t('history')}</h3>
            {shown.history.length === 0 && <p class="hushed">{t('history.none')}</p>}
            <ol>
              {shown.history.map((decision) => (
                <li key={decision.number}>
                  <DecisionLine decision={decision} />
                </li>
              ))}
            </ol>
            <h3>
              <a href={toEvent(shown.event)}>{counted('source', shown.event.sources)}</a>
            </h3>
            <ul>
              {shown.witnesses.map(({ act: told, source }) => (
                <li key={told.id}>
                  <a href={toAct(told)}>
                    <Foreign text={citation(source)} />, {day(source.published)}
                  </a>
                  : <Content event={{ content: '', condition: '', sentence: told.sentence }} />
                </li>
              ))}
            </ul>
            {shown.differences.length > 0 && <h3>{t('differences')}</h3>}
            <ul>
              {shown.differences.map(({ what, values }) => (
                <li key={what}>
                  <strong>{word('difference', what)}:</strong>{' '}
                  <Foreign text={values.map(({ value }) => value).join(' / ')} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}
