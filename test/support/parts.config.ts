import { defineConfig, mergeConfig } from 'electron-vite';
import built from '../../electron.vite.config.ts';

/** Shells and threads as `npm run build` makes them, and the terminal. */
export default defineConfig({
  main: mergeConfig('main' in built ? (built.main ?? {}) : {}, {
    build: { rolldownOptions: { input: { terminal: 'src-main/shells/cli/main.ts' } } },
  }),
});
