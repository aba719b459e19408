import { matterName, partyName } from '../../api/names';
import { boardQuestion, boardSize } from '../../api/questions';
import type { Board } from '../../api/types';
import { useAnswer } from '../../api/useAnswer';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { FilterBar } from '../../filters/FilterBar';
import { day } from '../../i18n/days';
import { counted, t } from '../../i18n/i18n';
import { useQuery } from '../../state/address';
import { BoardEmpty } from './BoardEmpty';
import { BoardGrid } from './BoardGrid';
import { BoardSize } from './BoardSize';
import { CellDrawer } from './CellDrawer';
import { cellIn } from './cells';
import './board.css';

/** Where the parties stand: who holds what on which matter, and what moved. */
export function BoardPage() {
  const { query, set } = useQuery();
  const answer = useAnswer<Board>(boardQuestion(query));
  const open = cellIn(answer.data, query.get('cell'));
  return (
    <Page
      name="board"
      title={t('board.title')}
      facts={answer.data && <Facts board={answer.data} />}
      tools={answer.data && <BoardSize board={answer.data} size={boardSize(query)} set={set} />}
      bar={<FilterBar />}
    >
      <Loaded answer={answer} rows={10}>
        {(board) => (board.cells.length ? <BoardGrid board={board} /> : <BoardEmpty />)}
      </Loaded>
      {open && (
        <CellDrawer
          cell={open}
          title={`${partyName(open.party)} · ${matterName(open.matter)}`}
          close={() => set({ cell: null }, true)}
        />
      )}
    </Page>
  );
}

function Facts({ board }: { board: Board }) {
  const { since, until, left_out } = board;
  return (
    <p>
      {counted('matter', board.matters.length)} · {counted('party', board.parties.length)}
      {until && ` · ${t('as_of', { day: day(until) })}`}
      {since && ` · ${t('board.new_since', { day: day(since) })}`}
      {left_out.matters > 0 && ` · ${t('board.more', { what: counted('matter', left_out.matters) })}`}
      {left_out.parties > 0 && ` · ${t('board.more', { what: counted('party', left_out.parties) })}`}
    </p>
  );
}
