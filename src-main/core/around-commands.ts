import type { Around } from '../commands/handlers.ts';
import { beginAnswer } from '../db/breathe.ts';
import type { DiskHealth } from '../db/disk-health.ts';
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

/** What holds for every command: none is carried out on a data folder that is gone, and long work makes way for what is looked at. */
export function aroundCommands(health: DiskHealth): Around {
  return {
    before(name) {
      if (name !== 'desk.status') health.assertThere();
      return PROMPT.has(name) ? beginAnswer() : undefined;
    },
    explain: (error, name) => explainDiskTrouble(health, error, name),
  };
}
