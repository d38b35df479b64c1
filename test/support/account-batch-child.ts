import { systemClock } from '../../src-main/platform/clock.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import type { CommandInput, CommandOutput, CoreCommandName } from '../../src-preload/contract/index.ts';
import { startWithoutThreads } from './claim-desk.ts';

/**
 * A desk in a process of its own that copies a delivery account to clients, and runs until everything has an outcome, unknown ones
 * included: `node account-batch-child.ts DATA-DIR CONNECTION CLIENT ACCOUNT TO-CLIENT…`. Like an operator who doesn't know that it began,
 * it starts the copies at each start.
 */
const [dataDir = '', connection = '', client = '', account = '', ...clients] = process.argv.slice(2);
const connectionId = Number(connection);
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
const input = {
  ...{ connectionId, client: Number(client), account: Number(account), name: 'A copy of the desk' },
  clients: clients.map(Number),
};
const plan = await call('leadexec.planCopies', input);
if (plan.counts.ready > 0) await call('leadexec.copyAccount', { ...input, revision: plan.revision });
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
