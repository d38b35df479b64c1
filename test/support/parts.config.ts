import { defineConfig, mergeConfig } from 'electron-vite';
import built from '../../electron.vite.config.ts';

/** Shells and threads as `npm run build` makes them, the terminal, and the desks that tests kill. */
export default defineConfig({
  main: mergeConfig('main' in built ? (built.main ?? {}) : {}, {
    build: {
      rolldownOptions: {
        input: {
          terminal: 'src-main/shells/cli/main.ts',
          'account-batch-child': 'test/support/account-batch-child.ts',
          'claim-child': 'test/support/claim-child.ts',
          'forget-child': 'test/support/forget-child.ts',
        },
      },
    },
  }),
});
