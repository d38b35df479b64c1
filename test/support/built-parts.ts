import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where builds for tests are kept, each under a hash of what it was made of: tests that run keep theirs while another is made. */
const KEPT = join(process.cwd(), 'node_modules', '.cache', 'trunkline-built');
const SOURCES = [
  'src-main',
  'src-preload',
  'build/start',
  'electron.vite.config.ts',
  'test/support',
  'package-lock.json',
];
/** A build that nothing has asked for in this time is removed, ms. */
const UNUSED_MS = 3_600_000;

/** The shells and threads as `npm run build` makes them, in which a process or thread starts in half the time that the source takes. */
const folder = (): string => {
  const { TRUNKLINE_BUILT: built } = process.env;
  if (built === undefined) throw new Error('No build was made: test/support/built-page.ts does that, before the tests');
  return built;
};

/** A file of the build, by the name of its entry in `electron.vite.config.ts`. */
export const builtFile = (name: string): string => join(folder(), `${name}.js`);

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesIn)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Builds shells and threads for the tests, unless that was done since the source last changed, and tells the tests where they are. */
export function buildParts(): void {
  const place = join(KEPT, hashOfSources());
  process.env.TRUNKLINE_BUILT = join(place, 'main');
  if (existsSync(place)) {
    utimesSync(place, new Date(), new Date());
    return;
  }
  const making = `${place}-${process.pid}`;
  const tool = join(process.cwd(), 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const parts = ['build', '--config', 'test/support/parts.config.ts', '--outDir', making, '--logLevel', 'warn'];
  execFileSync(process.execPath, [tool, ...parts], { stdio: 'pipe' });
  // A folder in node_modules is a package of its own to Node.
  writeFileSync(join(making, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(process.cwd(), 'out', 'renderer'), join(making, 'renderer'));
  try {
    renameSync(making, place);
  } catch (error) {
    // Another run has made the same meanwhile.
    if (!existsSync(place)) throw error;
    rmSync(making, { recursive: true });
  }
  for (const name of readdirSync(KEPT)) {
    const other = join(KEPT, name);
    if (other !== place && Date.now() - statSync(other).mtimeMs > UNUSED_MS)
      rmSync(other, { recursive: true, force: true });
  }
}
