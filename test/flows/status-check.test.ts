import { expect, it } from 'vitest';
import type { DataCheck } from '../../src-preload/contract/index.ts';
import { runCli } from '../support/fault-cli.ts';
import { testFolder } from '../support/fault-list.ts';

it('the terminal’s status says when the data was last checked as a whole, and how that ended', async () => {
  const dataDir = testFolder();
  expect((await runCli(dataDir, ['status'])).out).toContain(
    'data  not fully checked yet; run `desk check` to check it now',
  );
  await runCli(dataDir, ['desk', 'check']);
  const { out } = await runCli(dataDir, ['status']);
  expect(out).toMatch(/^data {2}No damage found\. Last full check \d{4}-\d\d-\d\d \d\d:\d\d UTC, \d+\.\d s\.$/m);
  const { check } = JSON.parse((await runCli(dataDir, ['status', '--json'])).out) as { check: DataCheck };
  expect(check.result).toBe('sound');
});
