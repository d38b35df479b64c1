import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How many bytes the files of a folder hold; 0 where there is none. What goes away meanwhile counts nothing. */
export function bytesIn(folder: string): number {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return 0;
  }
  return names.reduce((sum, name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return sum + (found?.isFile() ? found.size : 0);
  }, 0);
}
