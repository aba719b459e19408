import { useEffect, useRef } from 'preact/hooks';
import type { Conflict } from '../api/types';
import { Content } from '../components/Content';
import { KindWord } from '../components/KindWord';
import { t, word } from '../i18n/i18n';
import { Roles } from '../pages/article/ActCard';
import { changeSaid } from './changes';
import { DecisionLine } from './DecisionLine';

interface Props {
  conflict: Conflict;
  /** Decides the same about the act as it now stands. */
  again: () => void;
  /** Leaves it as the other decided. */
  leave: () => void;
}

/** Two decided about the same act: both decisions are shown, and nothing is lost. */
export function ConflictPanel({ conflict, again, leave }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title" ref={heading} tabIndex={-1}>
        {t('conflict.title')}
      </h2>
      <div class="conflict-sides">
        <div>
          <h3>{t('conflict.theirs')}</h3>
          <ul>
            {conflict.theirs.map((decision) => (
              <li key={decision.number}>
                <DecisionLine decision={decision} />
              </li>
            ))}
          </ul>
          {conflict.now.map((act) => (
            <p key={act.id}>
              <span class="hushed">{t('conflict.now')}</span> <Roles roles={act.actors} strong />{' '}
              <KindWord kind={act.kind} status={act.status} /> <Roles roles={act.recipients} />{' '}
              <Content event={act} />
            </p>
          ))}
        </div>
        <div>
          <h3>{t('conflict.yours')}</h3>
          <p>
            {word('wish', conflict.yours.action)}
            {changeSaid(conflict.yours.changes ?? {}).map(({ field, value }) => (
              <span key={field} class="decision-change">
                {word('field', field)}: {value}
              </span>
            ))}
          </p>
        </div>
      </div>
      <div class="buttons">
        <button type="button" class="button main" onClick={leave}>
          {t('conflict.leave')}
        </button>
        <button type="button" class="button" onClick={again}>
          {t('conflict.again')}
        </button>
      </div>
    </section>
  );
}
