/** The most rows of an import: 2³¹. */
const ROWS = 2 ** 31;

/** The id of a row in the store. The rows of an import are one range, in the order of the file. */
export const rowId = (importId: number, row: number): number => importId * ROWS + row;

/** The import and row of an id. */
export const fromRowId = (id: number): { importId: number; row: number } => ({
  importId: Math.floor(id / ROWS),
  row: id % ROWS,
});
