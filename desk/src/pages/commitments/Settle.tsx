import { useState } from 'preact/hooks';
import { mayDecide, post } from '../../api/client';
import { asFailure, type Failure } from '../../api/failure';
import type { Commitment, CommitmentStatus } from '../../api/types';
import { Notice } from '../../components/Notice';
import { StatusIcon } from '../../components/StatusIcon';
import { t, word } from '../../i18n/i18n';

const ENDS: CommitmentStatus[] = ['come_true', 'lapsed', 'withdrawn'];

/** What became of a commitment, said by a person where no act in the record says it. */
export function Settle({ commitment: { id, version, event } }: { commitment: Commitment }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  if (!mayDecide()) return null;
  const settle = (status: CommitmentStatus) => {
    setFailure(null);
    const body = { commitment: id, status, by: null, seen: { [id]: version } };
    post('/decisions/settle', body).catch((error: unknown) => setFailure(asFailure(error)));
  };
  return (
    <>
      <fieldset class="verdict settle">
        <legend class="unseen">
          {t('commitments.settle')}: {event.condition}
        </legend>
        {ENDS.map((status) => (
          <button key={status} type="button" class="button bare" onClick={() => settle(status)}>
            <StatusIcon status={status} /> {word('commitment_status', status)}
          </button>
        ))}
      </fieldset>
      {failure && <Notice failure={failure} />}
    </>
  );
}
