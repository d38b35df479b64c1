import { crashPointFrom } from '../../src-main/core/crash-point.ts';
import { checkFile } from '../../src-main/dialing/check-file.ts';
import { systemClock } from '../../src-main/platform/clock.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import { startWithoutThreads } from './without-threads.ts';

/**
 * A desk in a separate process that claims the given offered leads and waits for the vendor's answer, unless it is stopped at the point
 * named by `TRUNKLINE_CRASH_AT`: `node claim-child.ts DATA-DIR ID…`.
 */
const [dataDir = '', ...ids] = process.argv.slice(2);
const reached = crashPointFrom(process.env);
const core = await startWithoutThreads(
  {
    dataDir,
    secrets: openFileVault(dataDir),
    clock: systemClock,
    random: Math.random,
    sends: true,
    ...(reached ? { reached } : {}),
  },
  { checker: { check: (order, store) => checkFile(order, store) } },
);
for (const id of ids) await core.call('offers.claim', { id: Number(id), agent: 'Ann' });
const settled = new Promise<void>((resolve) => {
  const look = async () => {
    const reply = await core.call('desk.status', {});
    if (reply.ok && (reply.value as { idle: boolean }).idle) resolve();
  };
  core.subscribe(() => void look());
  void look();
});
await settled;
await core.close();
