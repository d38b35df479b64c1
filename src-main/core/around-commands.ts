import { CommandError } from '../../src-preload/contract/index.ts';
import type { Around } from '../commands/handlers.ts';
import { isDamage } from '../db/damage/errors.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import { log, logError, logWord } from '../platform/log/log.ts';
import { beginCommand } from '../platform/yielding.ts';
import { explainDiskTrouble } from './disk.ts';

/** Commands whose results a person is waiting for. Imports and other long work yield to them. */
const PROMPT: ReadonlySet<string> = new Set([
  'leads.open',
  'leads.rows',
  'leads.place',
  'leads.counts',
  'leads.facet',
  'leads.get',
]);

/** Commands that take longer than this are logged, ms. */
const SLOW_MS = 50;

const WHERE = 'See Settings → Data for what to do.';
/** The text of the status strip while the desk runs on damaged data. */
export const DAMAGED = `The data is damaged. Nothing is sent that can’t be recorded. ${WHERE}`;

/** The rules for every command: none is executed if the data folder is gone, and long work yields to commands that a person waits for. */
export function aroundCommands(health: DiskHealth, reportProblem: (sentence: string) => void): Around {
  return {
    before(name) {
      if (name !== 'desk.status') health.assertThere();
      return PROMPT.has(name) ? beginCommand() : undefined;
    },
    failed: (error, name) => logError('a command failed', error, { command: logWord(name) }),
    took(name, ms) {
      if (ms > SLOW_MS) log('warn', 'a command was slow', { command: logWord(name), ms: Math.round(ms) });
    },
    explain(error, name) {
      if (!isDamage(error)) return explainDiskTrouble(health, error, name);
      reportProblem(DAMAGED);
      return new CommandError('damaged', `The data that this needs is damaged (${error.message}). ${WHERE}`);
    },
  };
}
