import { startCore } from '../../src-main/core/start-core.ts';
import { checkFile } from '../../src-main/dialing/check-file.ts';
import { systemClock } from '../../src-main/platform/clock.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import { serveLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import { directPostChecker } from './direct-post-checker.ts';
import { directWire } from './direct-wire.ts';

/**
 * A desk that runs in the test's own thread, and that terminals on its data hand their commands to. A terminal that has to open the data
 * itself takes three times as long, which `dial-list`, `terminal-waits` and the tests that kill terminals do. It can be closed twice: by the
 * test on its way, and when it has failed before.
 */
export async function deskInReach(dataDir: string): Promise<{ close(): Promise<void> }> {
  const core = await startCore(
    { dataDir, secrets: openFileVault(dataDir), clock: systemClock, random: Math.random, sends: true },
    {
      checker: { check: (order, store) => checkFile(order, store) },
      postChecker: directPostChecker,
      transport: directWire(),
    },
  );
  const socket = await serveLocalSocket((command, input) => core.call(command, input), dataDir);
  let closed: Promise<void> | null = null;
  const close = async () => {
    await socket.close();
    await core.close();
  };
  return {
    close() {
      closed ??= close();
      return closed;
    },
  };
}
