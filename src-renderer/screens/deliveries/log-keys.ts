import type { Job } from '../../../src-preload/contract/index.ts';
import { gatherFrom, JOB_ACTIONS, type JobAction } from '../../state/deliveries-actions.ts';
import type { Action } from '../../ui/keys.ts';
import { actionWords } from './unlock-words.ts';
import type { useExport } from './use-export.ts';
import { ACTION_WORDS, rowsWord } from './words.ts';

/** The commands of the log's keys; null if a command is not available now. */
interface LogKeys {
  readonly move: (by: number) => void;
  readonly open: (() => void) | null;
  readonly tick: (() => void) | null;
  readonly untick: (() => void) | null;
  readonly resume: (() => void) | null;
  readonly listed: (() => void) | null;
  readonly fresh: (() => void) | null;
  readonly clear: (() => void) | null;
  readonly pickAll: () => void;
  readonly exporting: ReturnType<typeof useExport>;
  readonly matching: string;
}

const GROUP = 'Deliveries';

function one(id: string, label: string, keys: string, run: (() => void) | null, hidden = false): Action {
  return {
    id: `deliveries.${id}`,
    label,
    keys,
    group: GROUP,
    hidden,
    disabled: run === null,
    run: () => run?.(),
  };
}

/** The keys for moving in the log, and for commands on the whole log. */
export function logKeys(keys: LogKeys): Action[] {
  return [
    one('next', 'Next row', 'j', () => keys.move(1), true),
    one('before', 'Previous row', 'k', () => keys.move(-1), true),
    one('open', 'Open row', 'Enter', keys.open, true),
    one('tick', 'Select row', 'x', keys.tick, true),
    one('untick', 'Clear selection', 'Escape', keys.untick, true),
    one('resume', 'Resume the connection, import or batch', 'p', keys.resume),
    one('listed', 'Show its phone on the do-not-call list', 'l', keys.listed),
    one('fresh', 'Show new rows', '.', keys.fresh),
    one('clear', 'Clear all filters', 'shift+f', keys.clear),
    one('all', 'Act on all that match', '*', keys.pickAll),
    one('export', `Export ${keys.matching} as CSV`, 'e', () => keys.exporting.begin('csv')),
    one('export-json', `Export ${keys.matching} as JSON`, 'shift+j', () => keys.exporting.begin('json')),
    one('cancel-export', 'Cancel export', 'shift+x', keys.exporting.running === null ? null : keys.exporting.cancel),
  ];
}

interface JobActionKeys {
  readonly targets: readonly Job[];
  readonly onAction: (action: JobAction, jobs: readonly Job[]) => void;
  readonly onAll: (action: JobAction) => void;
}

/** The keys for commands on the selected rows, and the palette's commands for all matching rows. */
export function jobActionKeys({ targets, onAction, onAll }: JobActionKeys): Action[] {
  return JOB_ACTIONS.flatMap((what) => {
    const { label, keys } = actionWords(what, targets);
    const n = gatherFrom(what, targets).ids.length;
    return [
      one(what, n > 1 ? `${label}: ${rowsWord(n)}` : label, keys, n === 0 ? null : () => onAction(what, targets)),
      {
        id: `deliveries.all.${what}`,
        label: `${ACTION_WORDS[what].label}: all matching …`,
        group: 'All matching',
        run: () => onAll(what),
      },
    ];
  });
}
