import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Small pages that redirect to an address with its key, for the program that opens it. Program arguments can be read by every user of the
 * machine.
 */
export interface OpenerFiles {
  /**
   * Writes such a page, readable only by its owner. It is removed after `lifeMs` at the latest.
   *
   * @param leadTo returns the address, and calls `remove` once that was opened
   * @returns the path of the page
   */
  create(leadTo: (remove: () => void) => string, lifeMs: number): string;
  /** Removes all of them. */
  close(): void;
}

/** Opener files in a separate folder of the data folder. Files left by a killed desk are removed. */
export function openOpenerFiles(dataDir: string): OpenerFiles {
  const folder = join(dataDir, 'open');
  const timers = new Set<NodeJS.Timeout>();
  const clear = () => rmSync(folder, { recursive: true, force: true });
  clear();
  return {
    create(leadTo, lifeMs) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${randomBytes(12).toString('hex')}.html`);
      const remove = () => {
        clearTimeout(timer);
        timers.delete(timer);
        rmSync(path, { force: true });
      };
      const timer = setTimeout(remove, lifeMs);
      timer.unref();
      timers.add(timer);
      writeFileSync(path, pageTo(leadTo(remove)), { flag: 'wx', mode: 0o600 });
      return path;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      clear();
    },
  };
}

function pageTo(address: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Trunkline</title>
<meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${address}"></head>
<body><p><a href="${address}">Open Trunkline</a></p></body></html>
`;
}
