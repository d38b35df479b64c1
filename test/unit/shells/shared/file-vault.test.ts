import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileVault } from '../../../../src-main/shells/shared/file-vault.ts';
import { writeAtomically } from '../../../../src-main/shells/shared/write-atomically.ts';
import { afterwards, folder } from '../support.ts';

const mode = (path: string) => statSync(path).mode & 0o777;

describe('the file vault', () => {
  it('keeps, gives back and forgets, over a restart', async () => {
    const dir = folder();
    const vault = openFileVault(dir);
    expect(await vault.get('connection:1')).toBeNull();
    await vault.set('connection:1', 'pässwörd "\n');
    await vault.set('__proto__', 'also a name');
    const again = openFileVault(dir);
    expect(await again.get('connection:1')).toBe('pässwörd "\n');
    await again.delete('connection:1');
    await again.delete('never there');
    expect(await openFileVault(dir).get('connection:1')).toBeNull();
    expect(readFileSync(join(dir, 'vault.json'), 'utf8')).not.toContain('pässwörd');
  });

  it('holds no secret as text in any file, and seals those of an earlier release when it first reads them', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'vault.json'), JSON.stringify({ version: 1, secrets: { old: 'planted-old' } }));
    expect(await openFileVault(dir).get('old')).toBe('planted-old');
    await openFileVault(dir).set('new', 'planted-new');
    const vault = openFileVault(dir);
    expect([await vault.get('old'), await vault.get('new')]).toEqual(['planted-old', 'planted-new']);
    for (const file of readdirSync(dir)) expect(readFileSync(join(dir, file), 'utf8')).not.toContain('planted');
    expect(mode(join(dir, 'vault.key'))).toBe(0o600);
  });

  it('says that its key is gone or another, and keeps what it has until it is back', async () => {
    const dir = folder();
    await openFileVault(dir).set('a', '1');
    const [sealed, key] = ['vault.json', 'vault.key'].map((name) => readFileSync(join(dir, name), 'utf8'));
    for (const wrong of ['', Buffer.alloc(32).toString('base64')]) {
      writeFileSync(join(dir, 'vault.key'), wrong);
      await expect(openFileVault(dir).get('a')).rejects.toThrow('Restore it');
      await expect(openFileVault(dir).set('b', '2')).rejects.toThrow('Restore it');
    }
    rmSync(join(dir, 'vault.key'));
    await expect(openFileVault(dir).set('b', '2')).rejects.toThrow('Restore it');
    expect(readFileSync(join(dir, 'vault.json'), 'utf8')).toBe(sealed);
    writeFileSync(join(dir, 'vault.key'), key ?? '');
    expect(await openFileVault(dir).get('a')).toBe('1');
  });

  it('does not open a secret under the name of another', async () => {
    const dir = folder();
    const vault = openFileVault(dir);
    await vault.set('a', '1');
    await vault.set('b', '2');
    const { version, secrets } = JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8'));
    writeFileSync(join(dir, 'vault.json'), JSON.stringify({ version, secrets: { a: secrets.b, b: secrets.a } }));
    await expect(openFileVault(dir).get('a')).rejects.toThrow('Restore it');
  });

  it('can be read by its owner only, whatever the umask, also after a restore made it open', async () => {
    const dir = folder();
    const before = process.umask(0);
    afterwards(() => process.umask(before));
    const vault = openFileVault(dir);
    await vault.set('a', '1');
    expect(mode(join(dir, 'vault.json'))).toBe(0o600);
    chmodSync(join(dir, 'vault.json'), 0o644);
    expect(await vault.get('a')).toBe('1');
    expect(mode(join(dir, 'vault.json'))).toBe(0o600);
  });

  it('is whole at every moment while it is written, and leaves nothing beside it', async () => {
    const dir = folder();
    const vault = openFileVault(dir);
    await vault.set('first', 'x');
    const seen: unknown[] = [];
    const watcher = watch(dir, () => seen.push(JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')).version));
    afterwards(() => watcher.close());
    await Promise.all(Array.from({ length: 50 }, (_, i) => vault.set(`ref${i}`, 'v'.repeat(20_000))));
    const values = await Promise.all(Array.from({ length: 50 }, (_, i) => vault.get(`ref${i}`)));
    expect(values.every((value) => value?.length === 20_000)).toBe(true);
    expect(new Set(seen)).toEqual(new Set([2]));
    expect(readdirSync(dir)).toEqual(['vault.json', 'vault.key']);
  });

  it('keeps the old text when the new one can not be put in place', async () => {
    const dir = folder();
    const path = join(dir, 'sub');
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), '');
    // A folder with something in it can't be renamed over: the last step fails.
    await expect(writeAtomically(path, 'new')).rejects.toThrow();
    expect(existsSync(join(path, 'inside'))).toBe(true);
    expect(readdirSync(dir)).toEqual(['sub']);
  });

  it('says so when it is damaged, and does not write over it', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'vault.json'), '{"version":1,"secr');
    const vault = openFileVault(dir);
    await expect(vault.get('a')).rejects.toThrow('is damaged');
    await expect(vault.set('a', '1')).rejects.toThrow('is damaged');
    expect(readFileSync(join(dir, 'vault.json'), 'utf8')).toBe('{"version":1,"secr');
  });
});
