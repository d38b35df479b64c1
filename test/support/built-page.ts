import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../build/start/build-if-needed.ts';
import { buildParts } from './built-parts.ts';

/**
 * Builds the page if it is not built yet, because a browser shell started by a test serves the files in `out`, and what tests start as
 * processes and threads.
 */
export default async function setup(): Promise<void> {
  const root = process.cwd();
  if (!existsSync(join(root, 'out', 'renderer', 'index.html'))) await build(root);
  buildParts();
}
