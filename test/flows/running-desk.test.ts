import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import type { DeskStatus } from '../../src-preload/contract/index.ts';
import { builtFile } from '../support/built-parts.ts';

const run = promisify(execFile);
let folder: string;
let dialer: PracticeDialer;
let desk: ChildProcess;

const cli = async (...args: string[]) =>
  (
    await run(process.execPath, [builtFile('terminal'), ...args, '--json', '--data', folder], {
      env: { ...process.env, TRUNKLINE_PASSWORD: 'practice' },
    })
  ).stdout;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-running-'));
  dialer = await startPracticeDialer();
  desk = spawn(process.execPath, [builtFile('browser'), '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => desk.stdout?.once('data', resolve));
});

afterEach(async () => {
  const ended = new Promise((resolve) => desk.once('exit', resolve));
  desk.kill('SIGTERM');
  await ended;
  await dialer.close();
  rmSync(folder, { recursive: true, force: true });
});

it('hands the terminal’s commands to the desk that runs on the data, which sends without being asked to', async () => {
  const list = join(folder, 'list.csv');
  writeFileSync(
    list,
    `Phone,First Name\n${Array.from({ length: 200 }, (_, n) => `727555${String(n).padStart(4, '0')},Ann`).join('\n')}\n`,
  );
  await cli('connect', 'crocodial', '--name', 'Practice', '--url', dialer.url, '--user', 'practice');
  await cli('import', list, '--to', 'Practice', '--list', '101', '--campaign', 'PRACTICE');
  await dialer.admin.untilInserted(200);
  const done = JSON.parse(await cli('run', '--until-idle')) as DeskStatus;
  expect(done).toMatchObject({ sends: true, idle: true, counts: { delivered: 200, total: 200 } });
  expect(dialer.admin.count()).toBe(200);
});

it('a second desk on the same data says who is there', async () => {
  const second = spawn(process.execPath, [builtFile('browser'), '--data', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  second.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  second.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  // Not at its exit: what it said may still be on the way then.
  await new Promise((resolve) => second.once('close', resolve));
  expect(text).toMatch(/http:\/\/127\.0\.0\.1|already works on/);
});

it('gives a new address of itself to its owner’s terminal, each for one use', async () => {
  const open = async () => (JSON.parse(await cli('open')) as { address: string }).address;
  const address = await open();
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?key=[\w-]{43}$/);
  expect(await open()).not.toBe(address);
  expect([(await fetch(address)).status, (await fetch(address)).status]).toEqual([200, 401]);
  // From the source, as the README has it.
  const words = await run(process.execPath, ['src-main/shells/cli/main.ts', 'open', '--no-open', '--data', folder]);
  expect(words.stdout).toMatch(
    /^Trunkline runs in your browser: http:\S+\nIt works once, within a minute\. For another: npm run -s trunkline -- open --data \S+\n$/,
  );
  const nowhere = run(process.execPath, [builtFile('terminal'), 'open', '--data', join(folder, 'none')]);
  await expect(nowhere).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^No Trunkline is running on .*none\. Start it with npm start\.\n$/),
  });
});

it('takes the input of a command from stdin, where other users of the computer can not read it', async () => {
  const save = (input: string, typed: string) => {
    const child = run(process.execPath, [builtFile('terminal'), 'connections.save', input, '--data', folder]);
    child.child.stdin?.end(typed);
    return child;
  };
  const connection = (name: string) =>
    JSON.stringify({ name, url: dialer.url, user: 'practice', password: 'Kestrel-93-brook' });
  const unseen = await save('-', connection('Unseen'));
  expect(JSON.parse(unseen.stdout)).toMatchObject({ name: 'Unseen' });
  expect(unseen.stderr).toBe('');
  const seen = await save(connection('Seen'), '');
  expect(JSON.parse(seen.stdout)).toMatchObject({ name: 'Seen' });
  expect(seen.stderr).toContain('Pass the input on stdin: connections.save -');
});
