import { join } from 'node:path';

/**
 * Caches compiled code for every Node process that a test starts. Otherwise each test's desk would read, strip and compile several hundred
 * files in each of its threads. The cache is keyed by a file's content.
 */
export function keepCompiled(): void {
  process.env.NODE_COMPILE_CACHE ??= join(process.cwd(), 'node_modules', '.cache', 'trunkline-compiled');
}
