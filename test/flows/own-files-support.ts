import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { expect, onTestFinished } from 'vitest';
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

export const PASSWORD = 'Wombat-7391-secret';
/** Far longer than a refusal takes, far shorter than a pipe that nobody writes to. */
export const AT_ONCE_MS = 60_000;

export interface Desk {
  readonly shell: BrowserShell;
  readonly dataDir: string;
  readonly page: SignedInPage;
  readonly terminal: RunningDesk;
}

/** The browser shell with the real core, on a data folder that holds one of everything. */
export async function startDesk(dataDir = join(testFolder('own'), 'data'), umask = process.umask()): Promise<Desk> {
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
export async function savedPasswords(dataDir: string): Promise<(string | null)[]> {
  const { secrets } = JSON.parse(readFileSync(join(dataDir, 'vault.json'), 'utf8')) as { secrets: object };
  const vault = openFileVault(dataDir);
  return Promise.all(Object.keys(secrets).map((name) => vault.get(name)));
}

export function answered<T>(reply: Reply): T {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as T;
}

export async function fill({ page, terminal }: Desk): Promise<{ importId: number }> {
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
export function inputsWith(importId: number) {
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
export function everything(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...everything(path)] : [path];
  });
}

/** What must not change: what each file is, and for those that the desk does not write meanwhile, every byte. */
export function stateOf(dataDir: string) {
  return everything(dataDir)
    .filter((path) => !path.startsWith(join(dataDir, 'exports')))
    .map((path) => {
      const { ino, mode } = lstatSync(path);
      const still = /(vault|preferences)\.json$|uploads\/.*csv$/.test(path);
      return { path, ino, mode, bytes: still ? createHash('sha256').update(readFileSync(path)).digest('hex') : '' };
    });
}

/** All the ways to name what no command may touch, made ready on the disk. */
export async function forbidden(dataDir: string): Promise<Record<string, string>> {
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

export async function refused(name: string, asked: Promise<Reply>): Promise<void> {
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
