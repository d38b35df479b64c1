import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { nodeRefusal } from './src-main/db/node-refusal.ts';
import { keepDesksApart } from './test/support/apart-desks.ts';
import { keepCompiled } from './test/support/keep-compiled.ts';
import { LongestFirst } from './test/support/longest-first.ts';

const refusal = nodeRefusal();
if (refusal !== null) {
  console.error(refusal);
  process.exit(1);
}
keepCompiled();
keepDesksApart();

/** They put other modules in the place of Electron and its packages, which stay for whatever a process loads afterwards. */
const ELECTRON = ['test/unit/shells/electron/**/*.test.ts'];

export default defineConfig({
  test: {
    // In the product's own imports. A test that imports the file itself gets that.
    alias: [
      { find: /^(?:\.\.?\/)+(?:core\/)?worker-url\.ts$/, replacement: resolve('test/support/built-worker-url.ts') },
      { find: /^(?:\.\.?\/)+(?:db\/)?migrate\.ts$/, replacement: resolve('test/support/quick-migrate.ts') },
    ],
    environment: 'node',
    globalSetup: ['test/support/built-page.ts'],
    pool: 'forks',
    // Many tests wait for sockets, disks and set times, so three processes keep two cores busy.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // They bound how long a failure takes. A loaded machine may need many times what an idle one does.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/{unit,contract,flows,faults,architecture}/**/*.test.ts'],
          exclude: ELECTRON,
          // One process for many files, because loading the product again for each took half of the time.
          isolate: false,
          setupFiles: ['test/support/left-as-found.ts'],
        },
      },
      { extends: true, test: { name: 'electron', include: ELECTRON } },
    ],
  },
});
