import type { Board, Cell } from '../../api/types';

/** How an address names a cell of the board. */
export function cellKey({ party, matter }: Pick<Cell, 'party' | 'matter'>): string {
  return `${party}~${matter}`;
}

export function cellIn(board: Board | null, key: string | null): Cell | null {
  return board?.cells.find((cell) => cellKey(cell) === key) ?? null;
}

/** The cells of a board by matter and party. */
export function cellsByPlace(board: Board): Map<string, Cell> {
  return new Map(board.cells.map((cell) => [cellKey(cell), cell]));
}
