import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Store } from '../db/store.ts';
import { finishRewriting } from '../files/rewrite-beside.ts';
import { importsAt } from './import-table.ts';

/** Whether a file was only sent up for an import (or made for one), and no import needs it any more. */
function isDone(store: Store, path: string): boolean {
  return importsAt(store, path).length === 0;
}

/** Deletes a file that was only sent up for what is done now; the operator's own files stay, and one that an import still needs. */
export function forgetUpload(store: Store, uploadsDir: string, path: string): void {
  if (dirname(path) === uploadsDir && isDone(store, path)) rmSync(path, { force: true });
}

/**
 * Deletes the uploads that no import needs: what was sent up and never opened, and what is done with. Where the desk goes on, `before` keeps
 * those that its pages still hold.
 *
 * @param before ms; files that were changed later stay
 */
export function forgetUploads(store: Store, uploadsDir: string, before = Number.POSITIVE_INFINITY): void {
  for (const entry of readdirSync(uploadsDir, { withFileTypes: true })) {
    const path = join(uploadsDir, entry.name);
    if (entry.isFile() && isDone(store, path) && statSync(path).mtimeMs < before) rmSync(path, { force: true });
  }
}

/**
 * Ends what a stop left in the middle of forgetting a person: where it was decided the list is the one without them, else as it was. A file of
 * which no import knows has no more to do than to be deleted: it goes on without them.
 */
export function finishForgetting(store: Store, uploadsDir: string): Promise<void> {
  return finishRewriting(uploadsDir, async (path, hash) => {
    const decided = importsAt(store, path)[0]?.file_hash;
    return decided === undefined || decided === (await hash());
  });
}

/** When this process began, ms: what was sent up since may still be held by a page, also where the core has died and begun anew. */
export function processStart(now = Date.now()): number {
  return now - process.uptime() * 1_000;
}
