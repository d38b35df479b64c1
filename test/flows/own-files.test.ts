import { execFileSync } from 'node:child_process';
import { existsSync, linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CommandName, commands, pathFields } from '../../src-preload/contract/index.ts';
import { testFolder } from '../support/fault-list.ts';
import {
  answered,
  everything,
  fill,
  forbidden,
  inputsWith,
  PASSWORD,
  refused,
  savedPasswords,
  startDesk,
  stateOf,
} from './own-files-support.ts';

describe('the desk’s own files', () => {
  test('are all the commands’ that take a path', () => {
    const all = Object.keys(commands).filter((name) =>
      [...pathFields(commands[name as CommandName].input).values()].some((use) => use !== 'show'),
    );
    expect(inputsWith(1).map(({ command }) => command)).toEqual(expect.arrayContaining(all));
    expect(all).toHaveLength(inputsWith(1).length);
  });

  test('are read and written by no command of the terminal, however they are named', async () => {
    const desk = await startDesk();
    const { importId } = await fill(desk);
    const targets = await forbidden(desk.dataDir);
    const before = stateOf(desk.dataDir);
    for (const { command, input } of inputsWith(importId)) {
      for (const [name, path] of Object.entries(targets)) {
        await refused(`${command} of ${name}`, desk.terminal.call(command, { ...input, path }));
      }
    }
    expect(stateOf(desk.dataDir)).toEqual(before);
    const parts = everything(desk.dataDir).filter((path) => path.endsWith('.part'));
    expect(parts).toEqual([]);
    // Nor has looking at it let go of it: no other process can begin on this folder.
    const own = "import { ownDataFolder } from './src-main/db/own.ts'; ownDataFolder(process.argv[1])";
    const second = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', own, desk.dataDir], { stdio: 'pipe' });
    expect(second).toThrow('already works on');
    // The next start finds a sound desk.
    await desk.shell.close();
    const again = await startDesk(desk.dataDir);
    expect(answered<{ hasLeads: boolean }>(await again.terminal.call('desk.status', {})).hasLeads).toBe(true);
    expect(await savedPasswords(desk.dataDir)).toContain(PASSWORD);
  }, 120_000);

  test('can’t be read by a page, nor can any file that nobody chose', async () => {
    const desk = await startDesk();
    const { importId } = await fill(desk);
    const folder = testFolder('mine');
    writeFileSync(join(folder, 'mine.csv'), 'Phone\n7275551111\n');
    writeFileSync(join(desk.dataDir, 'exports', 'mine.csv'), 'Phone\n7275551111\n');
    const targets = {
      'a file of somebody’s': join(folder, 'mine.csv'),
      'a file of the exports': join(desk.dataDir, 'exports', 'mine.csv'),
      'a new file of the exports': join(desk.dataDir, 'exports', 'new.csv'),
      'the list of users': '/etc/passwd',
      'the passwords': join(desk.dataDir, 'vault.json'),
      'the key of the passwords': join(desk.dataDir, 'vault.key'),
      'the database': join(desk.dataDir, 'trunkline.db'),
      'the uploads': join(desk.dataDir, 'uploads'),
      'another spelling of an upload': `${desk.dataDir}/uploads/../uploads/${readdirSync(join(desk.dataDir, 'uploads'))[0]}`,
      'a number': '/proc/self/fd/0',
      nothing: '',
    };
    const before = stateOf(desk.dataDir);
    for (const { command, input } of inputsWith(importId)) {
      for (const [name, path] of Object.entries(targets)) {
        await refused(`${command} of ${name}`, desk.page.call(command, { ...input, path }));
      }
    }
    expect(stateOf(desk.dataDir)).toEqual(before);
    expect(readFileSync(join(folder, 'mine.csv'), 'utf8')).toBe('Phone\n7275551111\n');
    // What it writes without naming a file goes to the exports, whatever the list is called.
    const { path: uploaded } = await desk.page.upload('x.csv', 'Phone\n1\n');
    for (const name of [
      '../../evil',
      'a/b\\c',
      '\u202Efdp.exe',
      'x'.repeat(300),
      '...',
      'CON',
      '\0\n',
      '😀'.repeat(150),
    ]) {
      const { id } = answered<{ id: number }>(await desk.page.call('imports.open', { path: uploaded, name }));
      const { path } = answered<{ path: string }>(await desk.page.call('imports.rejects', { id }));
      expect(relative(join(desk.dataDir, 'exports'), path)).toMatch(/^rejects \d+ [^/\\\p{C}]+\.csv$/u);
      expect(existsSync(path)).toBe(true);
    }
    for (const name of ['hard.csv', 'link.csv']) {
      const path = join(desk.dataDir, 'exports', name);
      if (name === 'hard.csv') linkSync(join(desk.dataDir, 'vault.json'), path);
      else symlinkSync(join(desk.dataDir, 'vault.json'), path);
      expect(await desk.page.call('files.reveal', { path })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
  });

  test('can’t be read by a link that replaces a file that was chosen or opened', async () => {
    const desk = await startDesk();
    await fill(desk);
    const { path } = await desk.page.upload('x.csv', 'Phone\n7275551111\n');
    const { id } = answered<{ id: number }>(await desk.page.call('imports.open', { path }));
    const vault = join(desk.dataDir, 'vault.json');
    for (const make of [symlinkSync, linkSync]) {
      execFileSync('rm', [path]);
      make(vault, path);
      await refused('imports.open', desk.page.call('imports.open', { path }));
      await refused('leads.inspectFile', desk.page.call('leads.inspectFile', { path }));
      await refused('imports.reformat', desk.page.call('imports.reformat', { id, format: { header: false } }));
    }
    execFileSync('rm', [path]);
    symlinkSync('/etc/passwd', path);
    await refused('imports.reformat', desk.page.call('imports.reformat', { id, format: { header: false } }));
    await desk.page.call('imports.remove', { id });
    expect(await savedPasswords(desk.dataDir)).toContain(PASSWORD);
  });
});
