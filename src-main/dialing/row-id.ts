/** Rows an import can have: 2³¹. */
const ROWS = 2 ** 31;

/** The key of a row in the store: the rows of one import are one range, in the order of the file. */
export const rowId = (importId: number, row: number): number => importId * ROWS + row;

/** Which import and row a key stands for. */
export const fromRowId = (id: number): { importId: number; row: number } => ({
  importId: Math.floor(id / ROWS),
  row: id % ROWS,
});
