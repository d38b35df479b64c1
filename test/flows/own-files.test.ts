import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BrowserShell, runBrowserShell } from '../../src-main/shells/browser/run.ts';
import { openFileVault } from '../../src-main/shells/shared/file-vault.ts';
import { connectLocalSocket, type RunningDesk } from '../../src-main/shells/shared/local-socket.ts';
import {
  type CommandInput,
  type CommandName,
  commands,
  pathFields,
  type Reply,
} from '../../src-preload/contract/index.ts';
import { testFolder } from '../support/fault-list.ts';
import { type SignedInPage, signIn } from '../support/signed-in-page.ts';

const PASSWORD = 'Wombat-7391-secret';
/** Far longer than a refusal takes, far shorter than a pipe that nobody writes to. */
const AT_ONCE_MS = 60_000;

interface Desk {
  readonly shell: BrowserShell;
  readonly dataDir: string;
  readonly page: SignedInPage;
  readonly terminal: RunningDesk;
}

/** The browser shell with the real core, on a data folder that holds one of everything. */
async function startDesk(dataDir = join(testFolder('own'), 'data'), umask = process.umask()): Promise<Desk> {
  const pageDir = testFolder('page');
  writeFileSync(join(pageDir, 'index.html'), '<!doctype html><head><title>Desk</title></head>');
  // After the test's own folders: under a umask that takes the owner's right to write, only root could use them.
  const before = process.umask(umask);
  onTestFinished(() => void process.umask(before));
  const shell = await runBrowserShell({ dataDir, pageDir });
  onTestFinished(() => shell.close());
  const terminal = await connectLocalSocket(shell.dataDir);
  if (!terminal) throw new Error('no local socket');
  onTestFinished(() => terminal.close());
  return { shell, dataDir: shell.dataDir, page: await signIn(shell.address()), terminal };
}

/** Every password of the data folder's vault. */
async function savedPasswords(dataDir: string): Promise<(string | null)[]> {
  const { secrets } = JSON.parse(readFileSync(join(dataDir, 'vault.json'), 'utf8')) as { secrets: object };
  const vault = openFileVault(dataDir);
  return Promise.all(Object.keys(secrets).map((name) => vault.get(name)));
}

function answered<T>(reply: Reply): T {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as T;
}

async function fill({ page, terminal }: Desk): Promise<{ importId: number }> {
  const connection = { name: 'Dialer', url: 'https://127.0.0.1:9/', user: 'u', password: PASSWORD };
  const { id } = answered<{ id: number }>(await terminal.call('connections.save', connection));
  answered(await terminal.call('connections.pause', { id }));
  const receiver = { vid: 18, lid: 1 };
  const posts = answered<{ id: number }>(
    await terminal.call('connections.save', {
      kind: 'receiver',
      name: 'LeadExec',
      url: 'https://127.0.0.1:9/',
      receiver,
    }),
  );
  answered(await terminal.call('connections.pause', { id: posts.id }));
  answered(await page.call('preferences.set', { theme: 'dark' }));
  for (const lastName of ['Doe', 'Roe']) {
    answered(await page.call('leads.add', { fields: { lastName, phone: '502 555 2368' } }));
  }
  const { path } = await page.upload('list.csv', 'Phone,First Name\n7275551111,Ann\n');
  const opened = answered<{ id: number }>(await page.call('imports.open', { path, name: 'list.csv' }));
  return { importId: opened.id };
}

/** Every command that takes a path, with an input that is right but for the path. */
function inputsWith(importId: number) {
  const which = { filter: {} } as CommandInput<'leads.export'>['which'];
  const inputs: { [N in CommandName]?: Omit<CommandInput<N>, 'path'> } = {
    'imports.open': {},
    'imports.rejects': { id: importId },
    'dnc.import': {},
    'leads.export': { which, format: 'csv' },
    'leads.inspectFile': {},
    'leads.importFile': { columns: ['lastName'] },
    'jobs.export': {},
    'desk.backup': {},
    'desk.restoreFile': {},
    'delivery.post': { connectionId: 2, dryRun: true },
    'delivery.exportTimeline': { jobId: 1 },
    'offers.exportReport': { by: 'person', what: 'rows', from: 0, until: 9e12 } as CommandInput<'offers.exportReport'>,
    'leadexec.exportWhatIf': { runId: 'none', table: 'days' },
    'leadexec.exportMoney': { connectionId: 2, span: { days: 7 }, table: 'days' },
    'leadexec.planList': { connectionId: 2, list: 1 },
    'leadexec.assignList': { connectionId: 2, list: 1, revision: 'none' },
  };
  return Object.entries(inputs).map(([name, input]) => ({
    command: name as CommandName,
    use: pathFields(commands[name as CommandName].input).get('path'),
    input,
  }));
}

/** Every file and folder of a data folder, whatever it is. */
function everything(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...everything(path)] : [path];
  });
}

/** What must not change: what each file is, and for those that the desk does not write meanwhile, every byte. */
function stateOf(dataDir: string) {
  return everything(dataDir)
    .filter((path) => !path.startsWith(join(dataDir, 'exports')))
    .map((path) => {
      const { ino, mode } = lstatSync(path);
      const still = /(vault|preferences)\.json$|uploads\/.*csv$/.test(path);
      return { path, ino, mode, bytes: still ? createHash('sha256').update(readFileSync(path)).digest('hex') : '' };
    });
}

/** All the ways to name what no command may touch, made ready on the disk. */
async function forbidden(dataDir: string): Promise<Record<string, string>> {
  const outside = testFolder('outside');
  const found: Record<string, string> = {};
  const own = everything(dataDir).filter((path) => !path.includes('/exports') && lstatSync(path).isFile());
  expect(own.map((path) => path.slice(dataDir.length))).toEqual(
    expect.arrayContaining([
      '/trunkline.db',
      '/trunkline.db-wal',
      '/trunkline.db-shm',
      '/vault.json',
      '/vault.key',
      '/owner.lock',
    ]),
  );
  symlinkSync(dataDir, join(outside, 'folder'));
  symlinkSync('/', join(outside, 'root'));
  for (const [n, path] of own.entries()) {
    const name = path.slice(dataDir.length + 1);
    if (name.startsWith('uploads/')) continue;
    symlinkSync(path, join(outside, `link-${n}.csv`));
    symlinkSync(`link-${n}.csv`, join(outside, `link-to-link-${n}.csv`));
    linkSync(path, join(outside, `hard-${n}.csv`));
    linkSync(path, join(dataDir, 'exports', `hard-${n}.csv`));
    symlinkSync(path, join(dataDir, 'exports', `link-${n}.csv`));
    const fd = openSync(path, 'r');
    onTestFinished(() => closeSync(fd));
    Object.assign(found, {
      [name]: path,
      [`${name} by a link`]: join(outside, `link-${n}.csv`),
      [`${name} by a link to a link`]: join(outside, `link-to-link-${n}.csv`),
      [`${name} by a hard link`]: join(outside, `hard-${n}.csv`),
      [`${name} by a hard link in exports`]: join(dataDir, 'exports', `hard-${n}.csv`),
      [`${name} by a link in exports`]: join(dataDir, 'exports', `link-${n}.csv`),
      [`${name} by a linked folder`]: join(outside, 'folder', name),
      [`${name} by a linked root`]: join(outside, 'root', path),
      [`${name} with double separators`]: path.replaceAll('/', '//'),
      [`${name} by way of exports`]: `${dataDir}/exports/../${name}`,
      [`${name} with a dot`]: `${dataDir}/./${name}`,
      [`${name} with a separator behind`]: `${path}/`,
      [`${name} in other case`]: join(dataDir, name.toUpperCase()),
      [`${name} relative`]: relative(process.cwd(), path),
      [`${name} by its number`]: `/proc/self/fd/${fd}`,
      [`${name} by the process`]: `/proc/${process.pid}/root${path}`,
      [`${name} by where it works`]: `/proc/self/cwd/${relative(process.cwd(), path)}`,
      [`${name} cut by a NUL`]: `${path}\0.csv`,
      [`${name} behind a NUL`]: `x\0${path}`,
    });
  }
  execFileSync('mkfifo', [join(outside, 'pipe.csv'), join(dataDir, 'exports', 'pipe.csv')]);
  const socket = createServer().listen(join(outside, 'socket.csv'));
  onTestFinished(() => void socket.close());
  symlinkSync(join(outside, 'pipe.csv'), join(outside, 'link-to-pipe.csv'));
  mkdirSync(join(outside, 'folder.csv'));
  return {
    ...found,
    'the socket': join(dataDir, 'desk.sock'),
    'the data folder': dataDir,
    exports: join(dataDir, 'exports'),
    'a new file of the data folder': join(dataDir, 'trunkline.db-journal'),
    'a new folder’s file': join(dataDir, 'window', 'Cookies'),
    'a pipe': join(outside, 'pipe.csv'),
    'a pipe in exports': join(dataDir, 'exports', 'pipe.csv'),
    'a link to a pipe': join(outside, 'link-to-pipe.csv'),
    'a socket': join(outside, 'socket.csv'),
    'a folder': join(outside, 'folder.csv'),
    zeros: '/dev/zero',
    nothing: '/dev/null',
    'a full device': '/dev/full',
    'standard input': '/dev/stdin',
    'the process’s memory': '/proc/self/mem',
    'the process’s secrets': '/proc/self/environ',
    'a setting of the system': '/proc/sys/kernel/hostname',
    'no name': '',
    'a name that is too long': join(outside, 'x'.repeat(300)),
    'a path that is too long': `/${'x/'.repeat(30_000)}x`,
    'a Windows device of this path': `\\\\?\\${dataDir}`.padEnd(40_000, 'x'),
  };
}

async function refused(name: string, asked: Promise<Reply>): Promise<void> {
  const began = performance.now();
  const reply = await asked;
  expect({ name, ok: reply.ok, text: JSON.stringify(reply).includes(PASSWORD) }).toEqual({
    name,
    ok: false,
    text: false,
  });
  if (!reply.ok) expect({ name, code: reply.error.code }).toEqual({ name, code: 'file' });
  expect({ name, soon: performance.now() - began < AT_ONCE_MS }).toEqual({ name, soon: true });
}

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

  test('are not to be had by a page, nor is any file that nobody handed over', async () => {
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

  test('are not to be had by a link that takes the place of a file that was handed over or opened', async () => {
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
