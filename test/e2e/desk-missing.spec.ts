import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '../support/screen.ts';
import { newDataDir, startServer } from '../support/screen-shells.ts';

test('a desk whose folder is gone is asked about in the browser: look again, or begin an empty one there', async ({
  launched,
}, info) => {
  test.skip(info.project.metadata.shell === 'electron', 'the desk is started by hand');
  const folder = newDataDir();
  const dataDir = join(folder, 'desk');
  mkdirSync(dataDir);
  await (await startServer(dataDir)).stop();
  renameSync(dataDir, join(folder, 'unplugged'));
  // In the place of the program that opens the person's browser.
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'xdg-open'), '#!/bin/sh\n');
  chmodSync(join(bin, 'xdg-open'), 0o755);
  const desk = spawn(process.execPath, ['out/main/browser.js', '--data', dataDir, '--open'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  });
  const exit = once(desk, 'exit');
  try {
    let address = '';
    for await (const line of createInterface(desk.stderr)) {
      address = /http:\/\/127\.0\.0\.1:\d+\/\?key=\S+/.exec(line)?.[0] ?? '';
      if (address !== '') break;
    }
    const page = await (await launched()).newPage();
    await page.goto(address);
    await expect(page.getByRole('heading', { name: 'The desk is not there' })).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'The desk is not there' })).toBeVisible();
    await page.getByRole('button', { name: 'Start an empty desk there' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await page.close();
  } finally {
    desk.kill('SIGTERM');
    await exit;
  }
});
