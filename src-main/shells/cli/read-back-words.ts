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
    const readBack = await desk.call('imports.readBack', { id });
    if (readBack !== null) found.push({ importId: id, ...readBack });
  }
  return found;
}

/** The same for the terminal: the differences, and the command that makes the proposed change. */
export function readBackInWords(importId: number, readBack: ReadBackResult): string[] {
  const lines = [
    `  ! The dialer stored ${readBack.differing} of ${readBack.values} values differently than shown (${readBack.leads} leads read back)`,
    ...readBack.differences.slice(0, 5).map(({ row, field, words }) => `    row ${row}, ${field}: ${words}`),
  ];
  if (readBack.proposal !== null) {
    lines.push(
      `    Proposed: ${readBack.proposal.words}. To apply it: trunkline imports.adoptProfile '{"id":${importId}}'`,
    );
  }
  return lines;
}
