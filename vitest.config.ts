import { defineConfig } from 'vitest/config';
import { nodeRefusal } from './src-main/db/node-refusal.ts';
import { keepDesksApart } from './test/support/apart-desks.ts';
import { keepCompiled } from './test/support/keep-compiled.ts';

const refusal = nodeRefusal();
if (refusal !== null) {
  console.error(refusal);
  process.exit(1);
}
keepCompiled();
keepDesksApart();

export default defineConfig({
  test: {
    include: ['test/{unit,contract,flows,faults,architecture}/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/support/built-page.ts'],
    pool: 'forks',
    // Most tests wait for sockets and disks more than they compute: left to itself one runner would leave the second core idle.
    maxWorkers: 2,
    // They bound how long a failure takes. A loaded machine may need many times what an idle one does.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
