import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keeps the desks of tests out of the list of recent desks of the person who runs them. */
export function keepDesksApart(): void {
  process.env.TRUNKLINE_KNOWN_DESKS ??= join(tmpdir(), `trunkline-test-known-desks-${process.getuid?.() ?? 0}`);
}
