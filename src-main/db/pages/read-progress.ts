/** How much of a data file has been read, in any unit. */
export interface ReadProgress {
  readonly done: number;
  readonly total: number;
}

/** After this many rows the progress is told: some milliseconds. */
const ROWS = 4_096;

/** Tells the progress of reading a file row by row: to be called after each row. */
export function rowProgress(tell: (now: ReadProgress) => void, now: () => ReadProgress): () => void {
  let rows = 0;
  return () => {
    if (++rows % ROWS === 0) tell(now());
  };
}
