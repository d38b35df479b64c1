import { resolve } from 'node:path';
import { defineConfig, mergeConfig } from 'electron-vite';
import built from '../../electron.vite.config.ts';

/** Shells and threads as `npm run build` makes them, the terminal, the desks that tests kill, and those that run one after the other. */
export default defineConfig({
  main: mergeConfig('main' in built ? (built.main ?? {}) : {}, {
    // A new file gets what all migrations make of it in one step, as in the tests themselves (`vitest.config.ts`).
    resolve: {
      alias: [{ find: /^(?:\.\.?\/)+(?:db\/)?migrate\.ts$/, replacement: resolve('test/support/quick-migrate.ts') }],
    },
    build: {
      rolldownOptions: {
        input: {
          terminal: 'src-main/shells/cli/main.ts',
          'account-batch-child': 'test/support/account-batch-child.ts',
          'claim-child': 'test/support/claim-child.ts',
          'forget-child': 'test/support/forget-child.ts',
          'kept-desk': 'test/support/kept/kept-desk.ts',
          'kept-core': 'test/support/kept/kept-core.ts',
        },
      },
    },
  }),
});
