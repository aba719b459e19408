import type { Board } from '../../api/types';
import { t } from '../../i18n/i18n';

interface Props {
  board: Board;
  size: { parties: number; matters: number };
  set: (values: Record<string, string | null>) => void;
}

const STEP = 8;
const MOST = 40;

/** More of the parties and matters that the board leaves out, or fewer again. */
export function BoardSize({ board, size, set }: Props) {
  const { parties, matters } = board.left_out;
  const grown = size.parties > STEP || size.matters > STEP;
  const more = (number: number) => String(Math.min(MOST, number + STEP));
  return (
    <>
      {matters > 0 && size.matters < MOST && (
        <button type="button" class="button" onClick={() => set({ matters: more(size.matters) })}>
          {t('board.more_matters')}
        </button>
      )}
      {parties > 0 && size.parties < MOST && (
        <button type="button" class="button" onClick={() => set({ parties: more(size.parties) })}>
          {t('board.more_parties')}
        </button>
      )}
      {grown && (
        <button type="button" class="button bare" onClick={() => set({ parties: null, matters: null })}>
          {t('board.fewer')}
        </button>
      )}
    </>
  );
}
