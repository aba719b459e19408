import { mayDecide } from '../../api/client';
import type { Commitment, CommitmentStatus } from '../../api/types';
import { Notice } from '../../components/Notice';
import { StatusIcon } from '../../components/StatusIcon';
import { t, word } from '../../i18n/i18n';
import { MADE } from '../../review/Outcome';
import { useDecision } from '../../review/useDecision';
import { useQuery } from '../../state/address';

const ENDS: CommitmentStatus[] = ['come_true', 'lapsed', 'withdrawn'];

/** What became of a commitment, said by a person where no act in the record says it. */
export function Settle({ commitment: { id, version, event } }: { commitment: Commitment }) {
  const { set } = useQuery();
  const { decide, failure, waiting } = useDecision();
  if (!mayDecide()) return null;
  const settle = async (status: CommitmentStatus) => {
    const body = { commitment: id, status, by: null };
    const decided = await decide({ name: 'settle', body, seen: { [id]: version } });
    if (decided) set({ [MADE]: String(decided.decision.number) }, true);
  };
  return (
    <>
      <fieldset class="verdict settle">
        <legend>
          {t('commitments.settle')}:<span class="unseen"> {event.condition}</span>
        </legend>
        {ENDS.map((status) => (
          <button
            key={status}
            type="button"
            class="button"
            disabled={waiting}
            onClick={() => void settle(status)}
          >
            <StatusIcon status={status} /> {word('commitment_status', status)}
          </button>
        ))}
      </fieldset>
      {failure && <Notice failure={failure} />}
    </>
  );
}
