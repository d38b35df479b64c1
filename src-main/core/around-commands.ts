import { CommandError } from '../../src-preload/contract/index.ts';
import type { Around } from '../commands/handlers.ts';
import { isDamage } from '../db/damage/errors.ts';
import type { DiskHealth } from '../db/disk-health.ts';
import { log, logError, logWord } from '../platform/log/log.ts';
import { beginCommand } from '../platform/yielding.ts';
import { explainDiskTrouble } from './disk.ts';

/** What a person looks at while they wait, in several steps: imports and other long work let these go first. */
const PROMPT: ReadonlySet<string> = new Set([
  'leads.open',
  'leads.rows',
  'leads.place',
  'leads.counts',
  'leads.facet',
  'leads.get',
]);

/** A command that takes longer is told in the log, ms. */
const SLOW_MS = 50;

const WHERE = 'See Settings → Data for what to do.';
/** What the strip says while the desk runs on damaged data. */
export const DAMAGED = `The data is damaged. Nothing is sent that can’t be recorded. ${WHERE}`;

/** What holds for every command: none is carried out on a data folder that is gone, and long work makes way for what is looked at. */
export function aroundCommands(health: DiskHealth, suffer: (sentence: string) => void): Around {
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
      suffer(DAMAGED);
      return new CommandError('damaged', `The data that this needs is damaged (${error.message}). ${WHERE}`);
    },
  };
}
