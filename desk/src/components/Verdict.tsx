import { useState } from 'preact/hooks';
import { mayDecide, post } from '../api/client';
import { asFailure, type Failure } from '../api/failure';
import { t } from '../i18n/i18n';
import { Icon } from './Icon';
import { Notice } from './Notice';

interface Props {
  /** Where the decision is sent, and its body for "right" and for "wrong". */
  question: string;
  right: Record<string, unknown>;
  wrong: Record<string, unknown>;
  what: string;
}

/** Whether a suggestion is right, decided where it stands. */
export function Verdict({ question, right, wrong, what }: Props) {
  const [failure, setFailure] = useState<Failure | null>(null);
  if (!mayDecide()) return null;
  const send = (body: Record<string, unknown>) => {
    setFailure(null);
    post(question, body).catch((error: unknown) => setFailure(asFailure(error)));
  };
  return (
    <span class="verdict">
      <button
        type="button"
        class="button bare"
        aria-label={`${t('verdict.right')}: ${what}`}
        onClick={() => send(right)}
      >
        <Icon name="check" /> {t('verdict.right')}
      </button>
      <button
        type="button"
        class="button bare"
        aria-label={`${t('verdict.wrong')}: ${what}`}
        onClick={() => send(wrong)}
      >
        <Icon name="close" /> {t('verdict.wrong')}
      </button>
      {failure && <Notice failure={failure} />}
    </span>
  );
}
