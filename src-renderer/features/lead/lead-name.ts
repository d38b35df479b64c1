import type { LeadDetail } from '../../../src-preload/contract/index.ts';

/** The name of a lead on screen. */
export function nameOf({ fields }: Pick<LeadDetail, 'fields'>): string {
  return `${fields.firstName} ${fields.lastName}`.trim() || 'No name';
}
