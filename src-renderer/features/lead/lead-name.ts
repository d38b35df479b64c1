import type { LeadDetail } from '../../../src-preload/contract/index.ts';

/** What a lead is called on screen. */
export function nameOf({ fields }: Pick<LeadDetail, 'fields'>): string {
  return `${fields.firstName} ${fields.lastName}`.trim() || 'No name';
}
