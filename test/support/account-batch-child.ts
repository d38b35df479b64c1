import { systemClock } from '../../src-main/platform/clock.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import type { CommandInput, CommandOutput, CoreCommandName, Reply } from '../../src-preload/contract/index.ts';
import { startWithoutThreads } from './without-threads.ts';

/** The batch of a process: a delivery account copied to clients, or a list changed by a file. */
export type KilledBatch =
  | { readonly copies: CommandInput<'leadexec.planCopies'> }
  | { readonly list: CommandInput<'leadexec.planList'> };

/**
 * A desk in a process of its own that makes a batch of changes, and runs until everything has an outcome, unknown ones included:
 * `node account-batch-child.ts DATA-DIR BATCH`, the batch as JSON. Like an operator who doesn't know that it began, it starts the batch at
 * each start.
 */
const [dataDir = '', written = ''] = process.argv.slice(2);
const batch = JSON.parse(written) as KilledBatch;
const { connectionId } = 'copies' in batch ? batch.copies : batch.list;
const core = await startWithoutThreads({
  dataDir,
  secrets: openFileVault(dataDir),
  clock: systemClock,
  random: Math.random,
  sends: true,
});
async function call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
  const reply = await core.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return reply.value as CommandOutput<N>;
}
const ENDED: ReadonlySet<string> = new Set(['delivered', 'unknown', 'rejected', 'cancelled']);
if ('copies' in batch) {
  await copy(batch.copies);
} else {
  await assign(batch.list);
}
await new Promise<void>((resolve, reject) => {
  // A create with a lost answer is looked for again for up to a day: it is unknown until then, and this process doesn't wait for that.
  const look = () =>
    call('jobs.list', { filter: { connectionId }, limit: 200 }).then(({ jobs }) => {
      if (jobs.every(({ state }) => ENDED.has(state))) resolve();
    }, reject);
  core.subscribe(() => void look());
  void look();
});
await core.close();

// What the process before left to send is sent meanwhile: a plan that is outdated by it is made again.

async function copy(copies: CommandInput<'leadexec.planCopies'>): Promise<void> {
  for (;;) {
    const { counts, revision } = await call('leadexec.planCopies', copies);
    if (counts.ready === 0 || (await isTaken(core.call('leadexec.copyAccount', { ...copies, revision })))) return;
  }
}

async function assign(list: CommandInput<'leadexec.planList'>): Promise<void> {
  for (;;) {
    const { requests, revision } = await call('leadexec.planList', list);
    if (requests === 0 || (await isTaken(core.call('leadexec.assignList', { ...list, revision })))) return;
  }
}

/** False if the plan was outdated. @throws Error if the command failed otherwise */
async function isTaken(answer: Promise<Reply>): Promise<boolean> {
  const reply = await answer;
  if (reply.ok) return true;
  if (reply.error.code !== 'conflict') throw new Error(reply.error.message);
  return false;
}
