import { matterName, partyName } from '../../api/names';
import type { Board, Cell } from '../../api/types';
import { Foreign } from '../../components/Foreign';
import { t } from '../../i18n/i18n';
import { toMatter, toParty } from '../../links';
import { useQuery } from '../../state/address';
import { BoardCell } from './BoardCell';
import { cellKey, cellsByPlace } from './cells';

/** Matters down, parties across; on a narrow screen each matter is a list of its parties. */
export function BoardGrid({ board }: { board: Board }) {
  const cells = cellsByPlace(board);
  const { query } = useQuery();
  return (
    <div class="board-frame">
      <table class="board">
        <caption class="unseen">{t('board.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" class="board-corner">
              {t('matter')}
            </th>
            {board.parties.map((party) => (
              <th key={party} scope="col">
                <a href={toParty(party)}>
                  <Foreign text={partyName(party)} />
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.matters.map((matter) => (
            <tr key={matter}>
              <th scope="row">
                <a href={toMatter(matter)}>
                  <Foreign text={matterName(matter)} />
                </a>
              </th>
              {board.parties.map((party) => (
                <Place key={party} cell={cells.get(cellKey({ party, matter }))} party={party} query={query} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PlaceProps {
  cell: Cell | undefined;
  party: string;
  query: URLSearchParams;
}

function Place({ cell, party, query }: PlaceProps) {
  if (!cell) {
    return (
      <td class="board-none">
        <span class="unseen">{t('board.nothing_held')}</span>
      </td>
    );
  }
  return (
    <td data-party={partyName(party)}>
      <BoardCell cell={cell} query={query} />
    </td>
  );
}
