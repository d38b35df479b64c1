import { readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import project from './package.json' with { type: 'json' };

/** Each thread of the core is a file of its own: `src-main/core/worker-url.ts` looks for it beside itself, under its plain name. */
const workers = readdirSync('src-main/core')
  .filter((name) => name.endsWith('-worker.ts'))
  .map((name) => [name.slice(0, -'.ts'.length), `src-main/core/${name}`]);

/** The packages that stay in node_modules: one brings a binary, and the other is loaded by its name with the first request. */
const apart = ['better-sqlite3', 'undici'];
/** All others become part of the build: a start reads a few files in place of some hundred, each of which is found and linked by itself. */
const bundled = Object.keys(project.dependencies).filter((name) => !apart.includes(name));

export default defineConfig({
  main: {
    // Read once, as the package is built: docs/packages.md.
    define: {
      __UPDATE_FEED__: JSON.stringify(process.env.TRUNKLINE_UPDATE_FEED ?? ''),
      __UPDATE_KEY__: JSON.stringify(process.env.TRUNKLINE_UPDATE_KEY ?? ''),
    },
    build: {
      outDir: 'out/main',
      emptyOutDir: true,
      externalizeDeps: { exclude: bundled },
      rolldownOptions: {
        input: {
          index: 'src-main/shells/electron/index.ts',
          browser: 'src-main/shells/browser/main.ts',
          // What `npm start` does once all is built.
          start: 'build/start/open-desk.ts',
          ...Object.fromEntries(workers),
        },
        // Flat and without hashes, chunks too, so that the threads are found beside whichever of them holds worker-url.ts.
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          // Apart from the rest of the contract, so that the core's thread starts before all of that is read.
          codeSplitting: {
            groups: [
              { name: 'errors', test: /src-preload\/contract\/errors\.ts$/ },
              { name: 'socket', test: /src-main\/shells\/shared\/(?:local-socket|socket-place|json-lines)\.ts$/ },
            ],
          },
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      emptyOutDir: true,
      // A sandboxed preload script is one CommonJS file: it can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src-preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    base: './',
    // See src-renderer/jsx: what an element shows is made harmless.
    plugins: [react({ jsxImportSource: '#jsx' })],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      target: 'es2024',
      // The page's policy allows files of its own only: no data: addresses, no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: 'src-renderer/index.html',
        // A smaller page is read and compiled sooner. Names stay as they are: failures of the page are logged by them.
        output: { minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } } },
      },
    },
  },
});
