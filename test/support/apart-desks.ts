import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keeps the desks of tests from being remembered among those of whoever runs them. */
export function keepDesksApart(): void {
  process.env.TRUNKLINE_KNOWN_DESKS ??= join(tmpdir(), `trunkline-test-known-desks-${process.getuid?.() ?? 0}`);
}
