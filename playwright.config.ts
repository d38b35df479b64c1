import { defineConfig } from '@playwright/test';

/** The screens, driven in a real Chromium over the browser shell; the same specs against the Electron window where its binary is there. */
export default defineConfig({
  testDir: 'test/e2e',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  outputDir: 'test-results',
  projects: [
    { name: 'browser', metadata: { shell: 'browser' } },
    { name: 'electron', metadata: { shell: 'electron' } },
  ],
});
