import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import { expect, test } from '../support/screen.ts';
import { looksRight } from '../support/screen-look.ts';
import { newDataDir, openBrowserShell, startServer } from '../support/screen-shells.ts';

const NUMBER = '7275550142';

/** A desk with one number on its do-not-call list and a backup that holds it, stopped; then its file is written over. */
async function ruinedDesk(): Promise<string> {
  const server = await startServer(newDataDir());
  const terminal = await connectLocalSocket(server.dataDir);
  if (terminal === null) throw new Error('no desk answers');
  expect(await terminal.call('dnc.add', { phones: [NUMBER], source: 'by hand' })).toMatchObject({ ok: true });
  expect(await terminal.call('desk.backUpNow', {})).toMatchObject({ ok: true });
  terminal.close();
  await server.stop();
  writeFileSync(join(server.dataDir, 'trunkline.db'), Buffer.alloc(40_000, 'not a database '));
  return server.dataDir;
}

test('data that can’t be opened is said, and comes back from the backup', async ({ kept }, info) => {
  test.skip(info.project.metadata.shell === 'electron', 'the desk is started by hand');
  const shell = await openBrowserShell(await startServer(await ruinedDesk()), kept);
  try {
    const { page } = shell;
    await test.step('what is wrong, and what there is', async () => {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your data can’t be opened');
      await expect(page.getByRole('main')).toContainText('Nothing was changed, and nothing is sent.');
      await looksRight(page, 'data that can’t be opened');
    });

    await test.step('restored', async () => {
      await page.getByRole('button', { name: 'Restore …' }).first().click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      await looksRight(page, 'a backup to restore');
      await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    });

    await test.step('the do-not-call list is there, and so is where the data stands', async () => {
      await page.goto(`${new URL(page.url()).origin}/#/settings/do-not-call`);
      await expect(page.getByRole('main')).toContainText('1');
      await page.goto(`${new URL(page.url()).origin}/#/settings/data`);
      await expect(page.getByRole('main')).toContainText('Back up now');
      await looksRight(page, 'where the data stands');
    });
  } finally {
    await shell.close();
  }
});

test('a backup that is kept elsewhere is chosen, and takes the place of damaged data', async ({ kept }, info) => {
  test.skip(info.project.metadata.shell === 'electron', 'the desk is started by hand');
  const dataDir = await ruinedDesk();
  const folder = join(dataDir, 'backups');
  const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.db'));
  const elsewhere = join(newDataDir(), 'from-the-stick.db');
  renameSync(join(folder, name), elsewhere);
  rmSync(folder, { recursive: true });
  const shell = await openBrowserShell(await startServer(dataDir), kept);
  try {
    const { page } = shell;
    const choose = async (file: string | { name: string; mimeType: string; buffer: Buffer }) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Restore from a file …' }).click();
      await (await chooser).setFiles(file);
    };
    await expect(page.getByText('There is no backup in the data folder.')).toBeVisible();
    await choose({ name: 'notes.db', mimeType: 'application/octet-stream', buffer: Buffer.from('no backup') });
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText('can’t be read as a backup');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await choose(elsewhere);
    await expect(dialog).toContainText('from-the-stick.db');
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await page.goto(`${new URL(page.url()).origin}/#/settings/do-not-call`);
    await expect(page.getByRole('main')).toContainText('1');
  } finally {
    await shell.close();
  }
});
