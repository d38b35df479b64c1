import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import { harmlessError } from '../../../src-main/platform/log/harmless-error.ts';
import { log, logError, logWord, openLog } from '../../../src-main/platform/log/log.ts';
import { LogFile } from '../../../src-main/platform/log/log-file.ts';
import { CommandError } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A log in a folder of its own. */
function testLog(): string {
  const folder = join(testFolder('log'), 'logs');
  openLog(folder, 'test');
  return join(folder, 'test.log');
}

describe('the log', () => {
  it('writes one line of JSON an event, for its owner alone', () => {
    const file = testLog();
    log('info', 'a list was imported', { rows: 12, command: logWord('imports.start'), whole: true });
    log('debug', 'not told unless asked for');
    expect(lines(file)).toEqual([
      expect.objectContaining({
        level: 'info',
        msg: 'a list was imported',
        rows: 12,
        command: 'imports.start',
        whole: true,
        thread: 'test',
      }),
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['Zachary Quillfeather', 'zq@quill.test', '5551234567', '+1 555 123 4567', 'a secret=1', 'x'.repeat(61), ''])(
    'takes no word that could be a person’s: %s',
    (text) => expect(logWord(text)).toBe('?'),
  );

  it('keeps of an error its name, code and places, and no word that quotes data', () => {
    const file = testLog();
    const cause = Object.assign(new Error('no row for Zachary Quillfeather, 555-123-4567'), {
      code: 'SQLITE_CONSTRAINT',
    });
    const id = logError('a command failed', new Error('Zachary Quillfeather <zq@quill.test> has no row', { cause }));
    expect(id).toMatch(/^[A-Z2-9]{6}$/);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toMatch(/zachary|quillfeather|quill\.test|555/i);
    expect(lines(file)[0]).toMatchObject({
      errorId: id,
      error: { name: 'Error', message: null, cause: { code: 'SQLITE_CONSTRAINT', message: null } },
    });
    expect(text).toContain('test/unit/platform/log.test.ts');
    expect(harmlessError(new TypeError('x is not a function')).message).toBe('x is not a function');
    expect(harmlessError(new SyntaxError('Unexpected token Z, "Zachary"')).message).toBeNull();
    expect(harmlessError('Zachary')).toMatchObject({ name: 'string', message: null });
  });

  it('puts a full file aside and keeps four; a folder that is gone stops nobody', () => {
    const folder = join(testFolder('log'), 'logs');
    const file = new LogFile(folder, 'core', 100);
    for (let i = 0; i < 40; i++) file.write(`${'x'.repeat(39)}${i % 10}\n`);
    file.close();
    expect(readdirSync(folder).sort()).toEqual(['core.1.log', 'core.2.log', 'core.3.log', 'core.4.log', 'core.log']);
    expect(file.lost).toBe(0);
    const nowhere = new LogFile(join(folder, 'gone', 'logs'), 'core');
    nowhere.write('a\n');
    expect(existsSync(join(folder, 'gone'))).toBe(false);
    mkdirSync(join(folder, 'core.log.d'));
  });
});

describe('an error of a command that nobody expected', () => {
  it('has an id in its reply, under which its stack stands in the log; one for the operator has none', async () => {
    const file = testLog();
    const slow: string[] = [];
    const handlers = new Handlers({
      failed: (error, name) => logError('a command failed', error, { command: logWord(name) }),
      took: (name) => slow.push(name),
    });
    handlers.on('agents.list', () => {
      throw new TypeError('agents is undefined');
    });
    handlers.on('tags.list', () => {
      throw new CommandError('conflict', 'Somebody else was first.');
    });
    const reply = await handlers.call('agents.list', {});
    const [line] = lines(file);
    expect(line).toMatchObject({ command: 'agents.list', error: { name: 'TypeError' } });
    expect(reply).toEqual({
      ok: false,
      error: { code: 'failed', id: line?.errorId, message: `agents is undefined (error ${line?.errorId}, in the log)` },
    });
    expect(await handlers.call('tags.list', {})).toEqual({
      ok: false,
      error: { code: 'conflict', message: 'Somebody else was first.' },
    });
    expect(lines(file)).toHaveLength(1);
    expect(slow).toEqual(['agents.list', 'tags.list']);
  });
});
