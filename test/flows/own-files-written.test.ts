import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testFolder } from '../support/fault-list.ts';
import { answered, everything, fill, startDesk } from './own-files-support.ts';

describe('what the terminal writes', () => {
  test('replaces a plain file, is whole also where two write to one path, and leaves nothing beside it', async () => {
    const desk = await startDesk();
    await fill(desk);
    const folder = testFolder('out');
    const path = join(folder, 'out.csv');
    writeFileSync(path, 'older', { mode: 0o644 });
    const which = { filter: {} };
    const names = { csv: ['name'], phones: ['phone', 'name', 'state'] } as const;
    const exported = Array.from({ length: 8 }, (_, n) => {
      const columns = n % 2 === 0 ? names.csv : names.phones;
      return desk.terminal.call('leads.export', { which, format: 'csv', columns, path });
    });
    for (const reply of await Promise.all(exported))
      expect(reply).toMatchObject({ ok: true, value: { path, rows: 1 } });
    expect(
      ['\uFEFFName\r\nDoe\r\n', '\uFEFFPhone,Name,State\r\n15025552368,Doe,\r\n'].map((text) => text.length),
    ).toContain(readFileSync(path, 'utf8').length);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['out.csv']);
    expect(await desk.terminal.call('desk.backup', { path })).toMatchObject({ ok: true, value: { path } });
    expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });
});

describe('the data folder', () => {
  const loose = (dataDir: string) =>
    [dataDir, ...everything(dataDir)]
      .map((path) => ({ path, found: lstatSync(path) }))
      .filter(({ found }) => (found.mode & 0o777) !== (found.isDirectory() ? 0o700 : 0o600))
      .map(({ path, found }) => `${path} ${(found.mode & 0o777).toString(8)}`);

  test.each([0o000, 0o022, 0o077, 0o277])('is its owner’s alone with all in it, at umask %s', async (umask) => {
    const desk = await startDesk(join(testFolder('own'), 'data'), umask);
    const { importId } = await fill(desk);
    answered(await desk.page.call('practice.start', {}));
    answered(await desk.page.call('leads.export', { which: { filter: {} }, format: 'json' }));
    answered(await desk.page.call('leads.toDialList', { which: { filter: {} } }));
    answered(await desk.page.call('imports.rejects', { id: importId }));
    answered(await desk.page.call('jobs.export', {}));
    answered(await desk.terminal.call('desk.backup', { path: join(desk.dataDir, 'exports', 'desk.bak') }));
    expect(everything(desk.dataDir).length).toBeGreaterThan(12);
    expect(loose(desk.dataDir)).toEqual([]);
    await desk.shell.close();
    execFileSync('chmod', ['-R', 'a+rwX', desk.dataDir]);
    expect(loose(desk.dataDir)).not.toEqual([]);
    await startDesk(desk.dataDir);
    expect(loose(desk.dataDir)).toEqual([]);
  });

  test('keeps an upload as long as something needs it', async () => {
    const desk = await startDesk();
    const uploads = () => readdirSync(join(desk.dataDir, 'uploads')).length;
    const list = 'Phone,Name\n7275551111,Ann\n';
    const paths = [];
    for (let n = 0; n < 4; n++) paths.push((await desk.page.upload('list.csv', list)).path);
    const [asLeads = '', asDnc = '', asImport = '', unused = ''] = paths;
    answered(await desk.page.call('leads.inspectFile', { path: unused }));
    const { id } = answered<{ id: number }>(await desk.page.call('imports.open', { path: asImport }));
    expect(uploads()).toBe(4);
    answered(await desk.page.call('leads.importFile', { path: asLeads, columns: ['phone', 'lastName'] }));
    answered(await desk.page.call('dnc.import', { path: asDnc }));
    // An import still needs it.
    answered(await desk.page.call('dnc.import', { path: asImport }));
    expect(uploads()).toBe(2);
    await desk.shell.close();
    expect(readdirSync(join(desk.dataDir, 'uploads')).map((name) => join(desk.dataDir, 'uploads', name))).toEqual([
      asImport,
    ]);
    const again = await startDesk(desk.dataDir);
    answered(await again.page.call('imports.reformat', { id, format: { header: true } }));
    answered(await again.page.call('imports.remove', { id }));
    expect(uploads()).toBe(0);
  });

  test('is rid of what a killed desk left half written, and of nothing else', async () => {
    const dataDir = join(testFolder('own'), 'data');
    const left = ['exports/.trunkline-0123456789abcdef01234567.part', 'exports/leads.csv.part', 'uploads/1.csv.part'];
    const kept = ['exports/leads.csv', 'exports/.trunkline-x.part.csv'];
    for (const folder of ['exports', 'uploads']) mkdirSync(join(dataDir, folder), { recursive: true });
    for (const path of [...left, ...kept]) writeFileSync(join(dataDir, path), 'x');
    await startDesk(dataDir);
    expect([...left, ...kept].filter((path) => existsSync(join(dataDir, path)))).toEqual(kept);
  });
});
