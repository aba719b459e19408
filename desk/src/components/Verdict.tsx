import { mayDecide } from '../api/client';
import { t } from '../i18n/i18n';
import { MADE } from '../review/Outcome';
import { type Asked, useDecision } from '../review/useDecision';
import { useQuery } from '../state/address';
import { Icon } from './Icon';
import { Notice } from './Notice';

interface Props {
  /** What is decided where it is right; null where a person has said so already. */
  right: Asked | null;
  wrong: Asked;
  /** What the second button says, where it is not that a suggestion is wrong. */
  says?: string;
  what: string;
}

/** Whether a suggestion is right, decided where it stands; the page then says so, and takes it back. */
export function Verdict({ right, wrong, says = t('verdict.wrong'), what }: Props) {
  const { set } = useQuery();
  const { decide, failure, waiting } = useDecision();
  if (!mayDecide()) return null;
  const send = async (asked: Asked) => {
    const decided = await decide(asked);
    if (decided) set({ [MADE]: String(decided.decision.number) }, true);
  };
  return (
    <span class="verdict">
      {right && (
        <button
          type="button"
          class="button bare"
          aria-label={`${t('verdict.right')}: ${what}`}
          disabled={waiting}
          onClick={() => void send(right)}
        >
          <Icon name="check" /> {t('verdict.right')}
        </button>
      )}
      <button
        type="button"
        class="button bare"
        aria-label={`${says}: ${what}`}
        disabled={waiting}
        onClick={() => void send(wrong)}
      >
        <Icon name="close" /> {says}
      </button>
      {failure && <Notice failure={failure} />}
    </span>
  );
}
