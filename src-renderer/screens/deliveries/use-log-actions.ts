import { useState } from 'react';
import type { Job, JobFilter } from '../../../src-preload/contract/index.ts';
import { errorMessage } from '../../bridge/index.ts';
import { gatherFrom, holderOf, type JobAction, perform, resumeHolder } from '../../state/deliveries-actions.ts';
import { reloadLog } from '../../state/deliveries-log.ts';
import { refreshDesk } from '../../state/desk.ts';
import { toast, toastError } from '../../ui/toaster.tsx';
import { type Asked, toastDone } from './action-dialog.tsx';
import { useExport } from './use-export.ts';

/**
 * The commands of the log. `asked` waits for confirmation; `onDone` is called after a command is done and the rows have been read again.
 */
export function useLogActions(filter: JobFilter, onDone: () => void) {
  const [asked, setAsked] = useState<Asked | null>(null);

  const settle = async (done: boolean) => {
    setAsked(null);
    if (!done) return;
    await Promise.all([reloadLog(), refreshDesk()]);
    onDone();
  };

  /** Canceling needs no confirmation where it can be undone, and stopping checks, which can be made again. All other commands state their number first. */
  const run = (what: JobAction, jobs: readonly Job[]) => {
    const gathered = gatherFrom(what, jobs);
    if (gathered.ids.length === 0) return;
    const atOnce = what === 'stop-checks' || (what === 'cancel' && gathered.byState.unknown === undefined);
    if (!atOnce) {
      setAsked({ action: what, gathered });
      return;
    }
    perform(what, gathered.ids).then(
      (changed) => {
        toastDone(what, gathered, changed);
        return settle(true);
      },
      (thrown: unknown) => toastError(`${what === 'cancel' ? 'Not canceled' : 'Not stopped'}: ${errorMessage(thrown)}`),
    );
  };

  const resume = (job: Job) => {
    const holder = holderOf(job);
    if (holder === null) return;
    const { name } = holder;
    resumeHolder(holder).then(
      () => {
        toast(`${name} resumed.`);
        return settle(true);
      },
      (thrown: unknown) => toastError(`${name} could not be resumed: ${errorMessage(thrown)}`),
    );
  };

  return {
    asked,
    settle,
    run,
    /** Counts all matching rows, then asks for confirmation with the number. */
    actOnAll: (what: JobAction) => setAsked({ action: what, filter }),
    resume,
    exporting: useExport(filter),
  };
}
