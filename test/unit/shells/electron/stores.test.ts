import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../../src-main/shells/electron/stores.ts';
import { forgiving } from '../../../../src-main/shells/shared/settings-file.ts';
import { folder } from '../support.ts';
import { startReady } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
// The files are real: `conf` is what electron-store is built on, and all that is left of it without Electron.
vi.mock('electron-store', () => ({
  default: class extends Conf {
    constructor({ name, ...options }: { name: string; cwd: string }) {
      super({ ...options, configName: name });
    }
  },
}));
beforeEach(startReady);

function opened(text?: string, dataDir = folder()) {
  if (text !== undefined) writeFileSync(join(dataDir, 'sealed.json'), text);
  const told: string[] = [];
  const file = openStore({
    dataDir,
    name: 'sealed',
    onDamage: (sentence) => told.push(sentence),
    lost: 'Enter the password of each connection again.',
    now: () => new Date('2026-11-28T10:00:00Z'),
  });
  return { dataDir, file, told };
}

describe('a settings file of the shell', () => {
  it('keeps what it is given, for its owner alone', () => {
    const { file, dataDir } = opened();
    expect(file.get('a.b')).toBeUndefined();
    file.set('a.b', 'x');
    expect(JSON.parse(readFileSync(join(dataDir, 'sealed.json'), 'utf8'))).toEqual({ 'a.b': 'x' });
    expect(opened(undefined, dataDir).file.get('a.b')).toBe('x');
    file.delete('a.b');
    file.set({ c: 1 });
    expect(file.store).toEqual({ c: 1 });
  });

  it.each(['{"a":"half of', '', '\0\0\0\0', 'no json'])(
    'that is damaged (%j) is set aside and told, and the desk goes on',
    (text) => {
      const { file, dataDir, told } = opened(text);
      expect(told).toEqual([]);
      expect(file.get('a')).toBeUndefined();
      const aside = 'sealed.damaged-2026-11-28T10-00-00-000Z.json';
      expect(told).toEqual([
        `sealed.json was damaged and is kept as ${aside}. Enter the password of each connection again.`,
      ]);
      expect(readFileSync(join(dataDir, aside), 'utf8')).toBe(text);
      file.set('a', 'new');
      expect(file.get('a')).toBe('new');
      expect(told).toHaveLength(1);
    },
  );

  it('that is damaged while the desk runs is set aside as well, also by a write', () => {
    const { file, dataDir, told } = opened();
    file.set('a', 'x');
    writeFileSync(join(dataDir, 'sealed.json'), '{"a":');
    file.set('b', 'y');
    expect(told).toHaveLength(1);
    expect(file.store).toEqual({ b: 'y' });
  });

  it('on a disk that refuses keeps nobody from opening it; what is asked of it says why', () => {
    const dataDir = folder();
    // A file where the folder should be: nothing can be read or written there.
    writeFileSync(join(dataDir, 'there'), '');
    const { file, told } = opened(undefined, join(dataDir, 'there'));
    expect(() => file.get('a')).toThrow(/ENOTDIR|EEXIST/);
    expect(() => file.set('a', 'x')).toThrow(/ENOTDIR|EEXIST/);
    expect(told).toEqual([]);
    const said: string[] = [];
    const soft = forgiving(file, (sentence) => said.push(sentence));
    expect(soft.get('a')).toBeUndefined();
    expect(soft.store).toEqual({});
    soft.set('a', 'x');
    soft.delete('a');
    expect(said).toHaveLength(4);
    expect(readdirSync(dataDir)).toEqual(['there']);
  });
});
