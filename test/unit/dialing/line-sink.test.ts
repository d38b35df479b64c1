import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFileWhole } from '../../../src-main/dialing/line-sink.ts';
import { testFolder } from '../../support/fault-list.ts';

describe('a file written whole or not at all', () => {
  test('has a byte order mark, is its owner’s alone, and replaces what was there', async () => {
    const folder = testFolder('out');
    const path = join(folder, 'list.csv');
    writeFileSync(path, 'old');
    const { rows } = await writeFileWhole(path, async (sink) => {
      sink.write('a,b\r\n');
      await sink.drained();
      expect(readFileSync(path, 'utf8')).toBe('old');
      sink.write('é,1\r\n');
      return 1;
    });
    expect(rows).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe('\uFEFFa,b\r\né,1\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['list.csv']);
  });

  test('leaves nothing behind when the work fails, at once or later, and keeps what was there', async () => {
    const folder = testFolder('out');
    const path = join(folder, 'list.csv');
    writeFileSync(path, 'old');
    for (let round = 0; round < 40; round++) {
      const failing = writeFileWhole(path, async (sink) => {
        for (let n = 0; n < round; n++) sink.write('x'.repeat(5_000));
        if (round % 2 === 0) await sink.drained();
        throw new Error('the work failed');
      });
      await expect(failing).rejects.toThrow('the work failed');
      expect(readdirSync(folder)).toEqual(['list.csv']);
    }
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  test('is refused where the place can’t be written, or is a folder', async () => {
    const folder = testFolder('out');
    const write = (path: string) =>
      writeFileWhole(path, async (sink) => {
        sink.write('x'.repeat(100_000));
        await sink.drained();
        return 1;
      });
    await expect(write(join(folder, 'none', 'list.csv'))).rejects.toThrow('its folder doesn’t exist');
    mkdirSync(join(folder, 'taken'));
    await expect(write(join(folder, 'taken'))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
    // Also where nobody waits for what was written.
    await expect(writeFileWhole(join(folder, 'none', 'list.csv'), async () => 0)).rejects.toThrow(
      'its folder doesn’t exist',
    );
  });

  test('waits for the disk as often as it takes, without a warning', async () => {
    const warnings: string[] = [];
    const hear = (warning: Error) => warnings.push(warning.name);
    process.on('warning', hear);
    const path = join(testFolder('out'), 'list.csv');
    await writeFileWhole(path, async (sink) => {
      for (let n = 0; n < 30; n++) {
        sink.write('x'.repeat(100_000));
        await sink.drained();
      }
      return 30;
    });
    await new Promise(setImmediate);
    process.off('warning', hear);
    expect(warnings).toEqual([]);
    expect(statSync(path).size).toBe(3_000_003);
  });
});
