import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the build is made of, and the last file of each of its parts. */
const SOURCES = [
  'src-main',
  'src-preload',
  'src-renderer',
  'build/start',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const RESULTS = ['out/main/index.js', 'out/main/start.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** Whether the build is there and no source is newer than it. */
export function isBuilt(root: string): boolean {
  const built = RESULTS.map((path) => changedAt(join(root, path)));
  if (!built.every((at) => at !== null)) return false;
  const oldest = Math.min(...built);
  return SOURCES.every((path) => newestIn(join(root, path)) <= oldest);
}

function changedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function newestIn(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return Number.NEGATIVE_INFINITY;
  if (!found.isDirectory()) return found.mtimeMs;
  // The folder's own time tells of files that were taken away.
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), found.mtimeMs);
}

/**
 * Builds main process, preload script and page.
 *
 * @throws Error with what the build said when it failed
 */
export function build(root: string): Promise<void> {
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  return new Promise((resolve, reject) => {
    if (!existsSync(program)) {
      reject(new Error('What builds Trunkline is not installed. Run npm install --include=dev, then start again.'));
      return;
    }
    const child = spawn(process.execPath, [program, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        said += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${said.trimEnd()}\nTrunkline could not be built. What is wrong stands above.`));
    });
  });
}
