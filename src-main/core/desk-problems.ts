/** What is wrong with the running desk, in words for the operator, beside its disk (`DiskHealth`). */
export interface DeskProblems {
  /** The data is damaged. */
  damage: string | null;
  /** Why the queue can't go on, where that is not the disk. */
  queue: string | null;
}
