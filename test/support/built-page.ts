import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../build/start/build-if-needed.ts';

/** Builds the page where nothing was built yet: a browser shell that a test starts as its users do serves what stands in `out`. */
export async function setup(): Promise<void> {
  const root = process.cwd();
  if (!existsSync(join(root, 'out', 'renderer', 'index.html'))) await build(root);
}
