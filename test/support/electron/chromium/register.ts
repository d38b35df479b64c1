import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** To be imported before the built main process: what it imports as `electron` is the module beside this file. */
if (isMainThread) {
  const stand = new URL('./electron.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron'
        ? { url: stand, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}
