import { useEffect, useRef } from 'preact/hooks';
import { mayDecide } from '../api/client';
import type { Decided, Decision } from '../api/types';
import { useAnswer } from '../api/useAnswer';
import { Icon } from '../components/Icon';
import { Notice } from '../components/Notice';
import { t, word } from '../i18n/i18n';
import { useQuery } from '../state/address';
import { ConflictPanel } from './ConflictPanel';
import { type Deciding, own, useDecision } from './useDecision';
import './review.css';

/** The decision that a page has just seen, in its address. */
export const MADE = 'decision';

interface Props {
  deciding: Deciding;
  /** It was decided after all, though others had decided meanwhile. */
  decided?: (decided: Decided) => void;
}

/** What became of a decision: that it was taken, and can be taken back; that others were faster; that it cannot be. */
export function Outcome({ deciding, decided }: Props) {
  const { query } = useQuery();
  const number = query.get(MADE);
  const { failure, again, settle } = deciding;
  if (failure?.conflict)
    return (
      <ConflictPanel
        conflict={failure.conflict}
        again={() => void again().then((made) => made && decided?.(made))}
        leave={settle}
      />
    );
  return (
    <>
      {failure && <Notice failure={failure} />}
      {number && /^\d+$/.test(number) && <Made number={number} />}
    </>
  );
}

function Made({ number }: { number: string }) {
  const { data } = useAnswer<Decision>(`/decisions/${number}`);
  const undoing = useDecision();
  const line = useRef<HTMLDivElement>(null);
  // What had the focus when it was decided is mostly gone.
  useEffect(() => {
    if (data && own.has(data.number)) line.current?.focus({ preventScroll: true });
  }, [data?.number, data?.holds]);
  if (!data) return null;
  return (
    <div class="made" role="status" ref={line} tabIndex={-1}>
      <p>
        <Icon name={data.holds ? 'check' : 'undo'} /> <strong>{doneSaid(data.action)}</strong>{' '}
        <span class="hushed">
          · {t('decision.number', { n: data.number })}
          {!data.holds && ` · ${t('decision.undone')}`}
        </span>
      </p>
      {data.holds && mayDecide() && (
        <button
          type="button"
          class="button"
          disabled={undoing.waiting}
          onClick={() => void undoing.decide({ name: 'undo', body: { number: data.number } })}
        >
          <Icon name="undo" /> {t('review.do.undo')}
        </button>
      )}
      {undoing.failure && <Notice failure={undoing.failure} />}
    </div>
  );
}

/** What was done, where nobody is named who did it. */
function doneSaid(action: string): string {
  return action === 'undo' ? t('decision.undone') : word('action', action);
}
