import { defineConfig } from 'vitest/config';
import { keepCompiled } from './test/support/keep-compiled.ts';

keepCompiled();

export default defineConfig({
  test: {
    include: ['test/{unit,contract,flows,faults,architecture}/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    // Most tests wait for sockets and disks more than they compute: left to itself one runner would leave the second core idle.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
