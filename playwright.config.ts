import { defineConfig } from '@playwright/test';
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

/** What is looked at in the built bundles alone, by the module that stands in for Electron. */
const OF_BUILT_SHELL = '**/built-shell.spec.ts';

/** The screens, driven in a real Chromium over the browser shell; the same specs against the Electron window where its binary is there. */
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/support/built-page.ts',
  // They bound how long a failure takes. A loaded machine may need many times what an idle one does.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  // No flow needs another: whichever worker is free takes the next, whatever file it stands in.
  fullyParallel: true,
  workers: 2,
  // A second try would hide a test that counts on luck.
  retries: 0,
  forbidOnly: true,
  outputDir: 'test-results',
  projects: [
    { name: 'browser', testIgnore: OF_BUILT_SHELL, metadata: { shell: 'browser' } },
    { name: 'electron', testIgnore: OF_BUILT_SHELL, metadata: { shell: 'electron' } },
    // The built bundles in Chromium, by a small module in Electron's place: bundles, policy, bridge and locks, not Electron.
    { name: 'shell', metadata: { shell: 'built' } },
  ],
});
