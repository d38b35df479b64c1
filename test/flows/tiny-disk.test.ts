import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Conf from 'conf';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeWhole } from '../../src-main/files/write-whole.ts';
import { openUploads } from '../../src-main/shells/browser/uploads.ts';
import { createDesk } from '../../src-main/shells/shared/desk.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import { preferenceStore } from '../../src-main/shells/shared/preferences.ts';
import { leadFilter } from '../../src-preload/contract/index.ts';
import { startDesk } from '../support/fault-desk.ts';
import { TINY_DISKS, type TinyDisk } from '../support/tiny-disk.ts';

/** What stands in a folder, byte for byte, but for what SQLite writes to by itself. */
function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const own = paths.filter((path) => !/trunkline\.(db|sums)|owner\.lock|ballast/.test(path));
  return new Map(own.sort().map((path) => [path, readFileSync(path, 'base64')]));
}

const NOT_SAVED = /^This was not saved\. Trunkline can’t save its data \(.*\)\. .*nothing is lost\./;

/** A desk on the disk, with something in each of its files. */
async function begin({ folder }: TinyDisk) {
  const dataDir = join(folder, 'desk');
  const secrets = openFileVault(dataDir);
  const desk = await startDesk({ dataDir, secrets, sends: false });
  await secrets.set('kept', 'before');
  const file = new Conf({ cwd: dataDir, configName: 'preferences', projectName: 'trunkline' });
  const preferences = preferenceStore(file, dataDir);
  preferences.set({ listWidth: 600 });
  const shell = createDesk({
    core: desk.core,
    preferences,
    chooseFile: async () => ({ supported: false, path: null }),
    reveal: async () => ({ download: null }),
  });
  const { id } = await desk.call('leads.add', { fields: { firstName: 'Ann', phone: '2125550177' } });
  mkdirSync(join(dataDir, 'uploads'), { recursive: true });
  writeFileSync(join(dataDir, 'uploads', 'aaaa.csv'), `name,phone\nAnn,2125550177\n${'Bo,2125550178\n'.repeat(500)}`);
  return { dataDir, desk, shell, secrets, id };
}

async function uploading(dataDir: string): Promise<() => Promise<Response>> {
  const uploads = await openUploads(dataDir, (path) => path, { free: async () => 1024 ** 4 });
  const server = createServer((req, res) => void uploads.receive('list.csv', req, res)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return () => fetch(url, { method: 'POST', body: 'Bo,2125550178\n'.repeat(10_000) });
}

const small = TINY_DISKS['a small file system'];
it.skipIf(small?.can !== true)('a file of which the disk takes a part stays as it was', () => {
  const disk = small?.make();
  const folder = disk?.folder ?? '';
  const path = join(folder, 'desk.id');
  writeWhole(path, 'before');
  disk?.fill();
  // One page is free: the system takes as much, and says no more than how much that was.
  truncateSync(join(folder, 'ballast'), statSync(join(folder, 'ballast')).size - 4096);
  expect(() => writeWhole(path, 'x'.repeat(6_000))).toThrow(/ENOSPC/);
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(folder).sort()).toEqual(['ballast', 'desk.id']);
});

describe.each(Object.entries(TINY_DISKS))('a disk that is full by %s', (_, { can, make }) => {
  it.skipIf(!can)('keeps what every file held, leaves nothing half done, and is told by whoever writes', async () => {
    const disk = make();
    const { dataDir, desk, shell, secrets, id } = await begin(disk);
    const upload = await uploading(dataDir);
    const before = contents(disk.folder);
    disk.fill();

    const save = () =>
      desk.call('connections.save', { name: 'D', url: 'http://127.0.0.1:9', user: 'u', password: 'p'.repeat(5_000) });
    await expect(save()).rejects.toThrow(NOT_SAVED);
    await expect(secrets.set('other', 'x'.repeat(5_000))).rejects.toThrow(/ENOSPC|EFBIG/);
    const set = await shell.call('preferences.set', { listWidth: 700, keys: { edit: 'e'.repeat(40) } });
    expect(set).toMatchObject({ ok: false, error: { message: expect.stringMatching(NOT_SAVED) } });
    const refused = await upload();
    expect([refused.status, ((await refused.json()) as { error: { message: string } }).error.message]).toEqual([
      507,
      expect.stringMatching(/The disk that holds Trunkline’s data is full|could not be saved/),
    ]);
    const which = { filter: leadFilter.parse({}) };
    await expect(desk.call('leads.export', { which, format: 'csv' })).rejects.toThrow(/can’t be written|can’t save/);
    await expect(desk.call('leads.forget', { id })).rejects.toThrow(NOT_SAVED);
    await expect(desk.call('desk.backUpNow', {})).rejects.toThrow(/No backup was made|full|EFBIG|I\/O/);
    expect(contents(disk.folder)).toEqual(before);
    expect(desk.rows('SELECT id FROM lead')).toHaveLength(1);

    disk.free();
    desk.clock.skip(5_000);
    await save();
    expect(await secrets.get('kept')).toBe('before');
    expect(await shell.call('preferences.set', { listWidth: 700 })).toMatchObject({ ok: true });
    expect((await upload()).status).toBe(200);
    await desk.call('leads.export', { which, format: 'csv' });
    expect(await desk.call('leads.forget', { id })).toEqual({ erased: 1 });
    expect(readFileSync(join(dataDir, 'uploads', 'aaaa.csv'), 'utf8')).not.toContain('2125550177');
  });
});
