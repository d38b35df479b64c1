import type { DialImport, ReadBackResult } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';

/** The read-back of an import. */
export interface ImportReadBack extends ReadBackResult {
  readonly importId: number;
}

/** The read-back of started imports, without those that have none. */
export async function readBackOf(
  desk: Pick<Desk, 'call'>,
  imports: readonly Pick<DialImport, 'id' | 'startedAt'>[],
): Promise<ImportReadBack[]> {
  const found: ImportReadBack[] = [];
  for (const { id, startedAt } of imports) {
    if (startedAt === null) continue;
    const told = await desk.call('imports.readBack', { id });
    if (told !== null) found.push({ importId: id, ...told });
  }
  return found;
}

/** The same for the terminal: the differences, and the command that makes the proposed change. */
export function readBackInWords(importId: number, told: ReadBackResult): string[] {
  const lines = [
    `  ! The dialer stored ${told.differing} of ${told.values} values differently than shown (${told.leads} leads read back)`,
    ...told.differences.slice(0, 5).map(({ row, field, words }) => `    row ${row}, ${field}: ${words}`),
  ];
  if (told.proposal !== null) {
    lines.push(
      `    Proposed: ${told.proposal.words}. To apply it: trunkline imports.adoptProfile '{"id":${importId}}'`,
    );
  }
  return lines;
}
