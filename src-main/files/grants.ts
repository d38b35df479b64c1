import { type BigIntStats, realpathSync, statSync } from 'node:fs';
import { idOf, refuseOwnFile, whatElse } from './own-files.ts';
import { FileRefused, plainPath } from './plain-path.ts';

/** The most files that are remembered. Beyond that, the oldest has to be provided again. */
const MOST = 1_000;

/**
 * The files that a person has provided to the desk's pages in this run, by upload, by dropping them on the window, or in a dialog. Pages
 * may name only these, so that a compromised page can't read any other file.
 */
export class Grants {
  readonly #given = new Map<string, { readonly real: string; readonly id: string }>();

  /**
   * Remembers a file that the shell itself saw the person provide. Never call it for a path that a page's script supplied.
   *
   * @returns the path by which a page names it
   * @throws FileRefused for what is no plain file, or the desk's own
   */
  give(text: string): string {
    const path = plainPath(text);
    const { real, found } = look(path);
    refuseOwnFile(real, found, 'read');
    this.#given.delete(path);
    this.#given.set(path, { real, id: idOf(found) });
    for (const oldest of this.#given.keys()) {
      if (this.#given.size <= MOST) break;
      this.#given.delete(oldest);
    }
    return path;
  }

  /**
   * The file that a page names, if it was provided and is still the same file.
   *
   * @returns its path with every link resolved
   * @throws FileRefused for any other
   */
  use(text: string): string {
    const given = this.#given.get(text);
    if (given === undefined) {
      throw new FileRefused('Trunkline’s page opens only files that you choose or drop there. Choose the file again.');
    }
    const { real, found } = look(text);
    if (real !== given.real || idOf(found) !== given.id) {
      throw new FileRefused(`${text} has been replaced by another file since you chose it. Choose it again.`);
    }
    return real;
  }
}

function look(path: string): { real: string; found: BigIntStats } {
  let real: string;
  let found: BigIntStats;
  try {
    real = realpathSync.native(path);
    found = statSync(real, { bigint: true });
  } catch {
    throw new FileRefused(`The file ${path} doesn’t exist or can’t be read. Choose it again.`);
  }
  const what = whatElse(found);
  if (what !== null) throw new FileRefused(`The file ${path} can’t be read: it is ${what}. Choose a file.`);
  return { real, found };
}
