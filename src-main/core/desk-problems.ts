/** Problems of the running desk other than those of its disk (`DiskHealth`), as sentences for the operator. */
export interface DeskProblems {
  /** The data is damaged. */
  damage: string | null;
  /** Why the queue can't continue, if the disk is not the reason. */
  queue: string | null;
}
