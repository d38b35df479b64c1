import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The phone of the n-th row, from 0: all different, none on a do-not-call list of the practice dialer. */
export const phoneOf = (n: number): string => `727${String(2_000_000 + n)}`;

/** A folder that is deleted after the test. */
export function testFolder(name = 'desk'): string {
  const folder = mkdtempSync(join(tmpdir(), `trunkline-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Writes a dial list: `row` (the vendor lead code, which identifies a row in the dialer's table), phone and name. `phones` are the phones
 * of the rows if they should not all be different.
 */
export function writeDialFile(folder: string, rows: number, phones: (n: number) => string = phoneOf): string {
  const path = join(folder, 'list.csv');
  const lines = Array.from({ length: rows }, (_, n) => `${n + 1},${phones(n)},Ann,Example ${n + 1}`);
  writeFileSync(path, `Lead Code,Phone,First Name,Last Name\n${lines.join('\n')}\n`);
  return path;
}
