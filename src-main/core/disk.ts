import { CommandError, type CoreCommandName } from '../../src-preload/contract/index.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import { DataFolderGone, diskTroubleKind, diskWords, isDiskTrouble } from '../db/disk-trouble.ts';
import type { Clock } from '../platform/clock.ts';

/** A clock that calls a timer again after some seconds if the disk refused what it wanted to write. */
export function patientClock(clock: Clock, health: DiskHealth): Clock {
  return {
    now: () => clock.now(),
    after(ms, fn) {
      let waiting: (() => void) | null = null;
      const cancelTimer = clock.after(ms, () => {
        waiting = health.patiently(fn);
      });
      return () => {
        cancelTimer();
        waiting?.();
      };
    },
  };
}

/** Commands that write to a place of the operator's choice, usually on another disk. */
const ELSEWHERE: ReadonlySet<CoreCommandName> = new Set(['desk.backup']);

/**
 * The error with which a command is answered that failed because of a disk. If it is the disk of the data folder, the status strip shows it
 * until the disk works again.
 */
export function explainDiskTrouble(health: DiskHealth, error: unknown, name: CoreCommandName): unknown {
  if (!isDiskTrouble(error)) return error;
  if (error instanceof DataFolderGone) return new CommandError('unavailable', diskWords(error));
  const own = /^SQLITE_/.test(String((error as NodeJS.ErrnoException).code)) && !ELSEWHERE.has(name);
  const found = own ? error : health.check();
  if (found !== null) {
    health.failed('commands', found);
    return new CommandError('failed', `This was not saved. ${diskWords(found)}`);
  }
  const why = diskTroubleKind(error) === 'full' ? 'Free up space there, or choose another place,' : 'Check that disk';
  return new CommandError('file', `The file could not be written (${error.message}). ${why} and try again.`);
}
