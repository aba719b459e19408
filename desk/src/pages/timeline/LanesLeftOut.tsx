import type { Density } from '../../api/types';
import { counted, t } from '../../i18n/i18n';

interface Props {
  lanes: Density;
  /** How many are wanted, and another number of them. */
  number: number;
  set: (number: number | null) => void;
}

const STEP = 8;
const MOST = 40;

/** Parties or matters that have no lane; more of them, or fewer again. */
export function LanesLeftOut({ lanes, number, set }: Props) {
  const { by, left_out: leftOut } = lanes;
  if (by === 'none' || by === 'kind' || (leftOut === 0 && number <= STEP)) return null;
  return (
    <p class="lanes-left-out small">
      {leftOut > 0 && <span>{t('board.more', { what: counted(by, leftOut) })}</span>}
      {leftOut > 0 && number < MOST && (
        <button type="button" class="link" onClick={() => set(Math.min(MOST, number + STEP))}>
          {t(by === 'party' ? 'board.more_parties' : 'board.more_matters')}
        </button>
      )}
      {number > STEP && (
        <button type="button" class="link" onClick={() => set(null)}>
          {t('board.fewer')}
        </button>
      )}
    </p>
  );
}
