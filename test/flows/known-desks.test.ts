import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCore } from '../../src-main/core/start-core.ts';
import { runCli } from '../support/fault-cli.ts';
import { startDesk } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';

const outer = process.env.TRUNKLINE_KNOWN_DESKS;
let known = '';
beforeEach(() => {
  known = join(testFolder('known'), 'desks');
  process.env.TRUNKLINE_KNOWN_DESKS = known;
});
afterEach(() => {
  process.env.TRUNKLINE_KNOWN_DESKS = outer;
});

describe('a desk whose data is not there', () => {
  it('is not begun anew, neither where its folder is missing nor where it is empty', async () => {
    const dataDir = join(testFolder(), 'usb', 'desk');
    const first = await startDesk({ dataDir });
    await first.call('leads.add', { fields: { lastName: 'Lee' } });
    await first.close();
    const away = `${dataDir}-unplugged`;
    renameSync(dataDir, away);
    const start = () => startDesk({ dataDir, start: startCore });
    await expect(start()).rejects.toThrow(/is not there: a desk was last used there on .* connect that .* --new/);
    expect(existsSync(dataDir)).toBe(false);
    // A mount point without its disk.
    mkdirSync(dataDir);
    await expect(start()).rejects.toThrow(/is not there/);
    expect(readdirSync(dataDir)).toEqual([]);
    rmSync(dataDir, { recursive: true });
    renameSync(away, dataDir);
    const again = await start();
    expect((await again.status()).hasLeads).toBe(true);
    expect(readdirSync(known)).toHaveLength(1);
  });

  it('begins anew in the terminal with --new alone; a folder of which nothing is known needs no flag', async () => {
    const dataDir = join(testFolder(), 'desk');
    await runCli(dataDir, ['status']);
    rmSync(dataDir, { recursive: true });
    const refused = await runCli(dataDir, ['status'], [1]);
    expect(refused.remarks).toContain('--new starts an empty desk there');
    expect(refused.remarks).not.toContain('    at ');
    expect(existsSync(dataDir)).toBe(false);
    await runCli(dataDir, ['status', '--new']);
    await runCli(dataDir, ['status']);
    await runCli(join(testFolder(), 'another'), ['status']);
  });
});

describe('another desk in the place of the one that was last used', () => {
  it('is said and not opened, until --new says that it is wanted', async () => {
    const [dataDir, other] = [join(testFolder(), 'desk'), join(testFolder(), 'other')];
    for (const folder of [dataDir, other]) await runCli(folder, ['status']);
    rmSync(dataDir, { recursive: true });
    cpSync(other, dataDir, { recursive: true });
    const files = () => readdirSync(dataDir).map((name) => [name, statSync(join(dataDir, name)).mtimeMs]);
    const before = files();
    await expect(startDesk({ dataDir, start: startCore })).rejects.toThrow(/Another desk is in .* --new opens it/);
    const refused = await runCli(dataDir, ['status'], [1]);
    expect(refused.remarks).toMatch(/Another desk is in .* last used there on .* UTC.* --new opens it as it is/);
    expect(refused.remarks).not.toContain('    at ');
    expect(files()).toEqual(before);
    await runCli(dataDir, ['status', '--new']);
    await runCli(dataDir, ['status']);
    // The same one at the other path is still the one it was.
    await runCli(other, ['status']);
  });

  it('is not what a restore, or a folder that does not say which desk it is, is taken for', async () => {
    const dataDir = join(testFolder(), 'desk');
    await runCli(dataDir, ['desk', 'backup']);
    await runCli(dataDir, ['desk', 'restore'], [3]);
    await runCli(dataDir, ['status']);
    rmSync(join(dataDir, 'desk.id'));
    await runCli(dataDir, ['status']);
    await runCli(dataDir, ['status']);
  });
});
