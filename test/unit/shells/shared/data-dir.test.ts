import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirFrom, defaultDataDir, prepareDataDir } from '../../../../src-main/shells/shared/data-dir.ts';
import { folder } from '../support.ts';

describe('the data folder', () => {
  it('is the one that each system sets aside', () => {
    const at = (platform: NodeJS.Platform, env: Record<string, string> = {}, home = '/home/ann') =>
      defaultDataDir({ platform, env, home });
    expect(at('linux')).toBe('/home/ann/.local/share/Trunkline');
    expect(at('linux', { XDG_DATA_HOME: '/data/ann' })).toBe('/data/ann/Trunkline');
    expect(at('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/ann/.local/share/Trunkline');
    expect(at('darwin', {}, '/Users/ann')).toBe('/Users/ann/Library/Application Support/Trunkline');
    expect(at('win32', { APPDATA: 'C:\\Users\\ann\\AppData\\Roaming' })).toBe(
      'C:\\Users\\ann\\AppData\\Roaming\\Trunkline',
    );
    expect(at('win32', {}, 'C:\\Users\\ann')).toBe('C:\\Users\\ann\\AppData\\Roaming\\Trunkline');
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(at(platform, { TRUNKLINE_DATA: '/elsewhere' })).toBe('/elsewhere');
    }
  });

  it('is named by --data before anything else', () => {
    const around = { platform: 'linux', env: { TRUNKLINE_DATA: '/elsewhere' }, home: '/home/ann' } as const;
    expect(dataDirFrom(['--data', 'here'], around)).toBe(resolve('here'));
    expect(dataDirFrom(['--port', '1', '--data=/there'], around)).toBe('/there');
    expect(dataDirFrom([], around)).toBe('/elsewhere');
    expect(() => dataDirFrom(['--data'], around)).toThrow('--data needs a value');
    expect(() => dataDirFrom(['--data', '--port'], around)).toThrow('--data needs a value');
    expect(() => dataDirFrom(['--data='], around)).toThrow('--data needs a value');
  });

  it('is made for its owner alone, and made so when it was open', () => {
    const path = join(folder(), 'a', 'b');
    expect(statSync(prepareDataDir(path)).mode & 0o777).toBe(0o700);
    const open = join(folder(), 'open');
    mkdirSync(open, { mode: 0o755 });
    expect(statSync(prepareDataDir(open)).mode & 0o777).toBe(0o700);
  });
});
