import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './start/build-if-needed.ts';
import { packageArguments } from './start/package-arguments.ts';

/** `npm run package [-- --linux --mac --win --dir]`: builds Trunkline and makes its packages in dist. See docs/packages.md. */
const root = join(import.meta.dirname, '..');
process.stderr.write('Building Trunkline …\n');
await build(root);
const program = join(root, 'node_modules', 'electron-builder', 'cli.js');
const { status, error } = spawnSync(
  process.execPath,
  [program, ...packageArguments(process.env, process.argv.slice(2))],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
if (error) process.stderr.write(`electron-builder could not be started: ${error.message}. Run npm install first.\n`);
process.exitCode = status ?? 1;
