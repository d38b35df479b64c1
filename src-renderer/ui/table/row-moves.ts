/** The height of a row and of the head, px: `--row` of tokens.css. */
export const ROW = 32;
/** The column of the tick boxes, px. */
export const TICK_WIDTH = 36;

interface Place {
  /** The row the cursor is on; -1 for none. */
  readonly cursor: number;
  readonly count: number;
  /** How many rows a page is. */
  readonly page: number;
}

/** The row that a key of every table moves the cursor to, within the rows; null where the key moves nothing. */
export function rowMove(key: string, { cursor, count, page }: Place): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: cursor + 1,
    ArrowUp: cursor - 1,
    Home: 0,
    End: count - 1,
    PageDown: Math.max(cursor, 0) + page,
    PageUp: cursor - page,
  };
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(to, count - 1));
}
