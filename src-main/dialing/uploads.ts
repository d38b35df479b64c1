import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Store } from '../db/store.ts';
import { finishRewriting } from '../files/rewrite-beside.ts';
import { importsAt } from './import-table.ts';

/** Whether a file was uploaded or generated for an import, and no import needs it any more. */
function isDone(store: Store, path: string): boolean {
  return importsAt(store, path).length === 0;
}

/** Deletes an uploaded file after its use. The operator's own files are kept, and so is one that an import still needs. */
export function forgetUpload(store: Store, uploadsDir: string, path: string): void {
  if (dirname(path) === uploadsDir && isDone(store, path)) rmSync(path, { force: true });
}

/**
 * Deletes the uploads that no import needs: those that were never opened, and those that are done. If the desk continues to run, `before`
 * keeps those that its pages may still need.
 *
 * @param before ms; files that were changed later are kept
 */
export function forgetUploads(store: Store, uploadsDir: string, before = Number.POSITIVE_INFINITY): void {
  for (const entry of readdirSync(uploadsDir, { withFileTypes: true })) {
    const path = join(uploadsDir, entry.name);
    if (entry.isFile() && isDone(store, path) && statSync(path).mtimeMs < before) rmSync(path, { force: true });
  }
}

/**
 * Completes an interrupted erasure of a person. If it was committed, the file without the person replaces the list; otherwise the list
 * stays as it was. A file that no import uses would only be deleted, so that it is always replaced by the one without the person.
 */
export function finishForgetting(store: Store, uploadsDir: string): Promise<void> {
  return finishRewriting(uploadsDir, async (path, hash) => {
    const decided = importsAt(store, path)[0]?.file_hash;
    return decided === undefined || decided === (await hash());
  });
}

/** When this process started, ms. Files uploaded since may still be needed by a page, even if the core crashed and was restarted. */
export function processStart(now = Date.now()): number {
  return now - process.uptime() * 1_000;
}
