import { systemClock } from '../../src-main/platform/clock.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import { startWithoutThreads } from './without-threads.ts';

/** A desk in a separate process that erases a lead, after it has printed that it begins: `node forget-child.ts DATA-DIR ID`. */
const [dataDir = '', id] = process.argv.slice(2);
const core = await startWithoutThreads({
  dataDir,
  secrets: openFileVault(dataDir),
  clock: systemClock,
  random: Math.random,
  sends: false,
});
process.stdout.write('begins\n');
const reply = await core.call('leads.forget', { id: Number(id) });
if (!reply.ok) throw new Error(reply.error.message);
process.stdout.write('done\n');
await core.close();
