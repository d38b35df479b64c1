import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { hasDelete } from './bodies.ts';
import { type Change, sentFields } from './edits.ts';
import { KINDS } from './kinds.ts';
import type { Members } from './shown-values.ts';

/** What of an edit can't be undone, or is not sure, in words. */
export function warningsOf(kind: RecordKind, base: Members | null, changes: readonly Change[]): string[] {
  const warnings: string[] = [];
  if (base === null) warnings.push(`LeadExec has no call that deletes a ${KINDS[kind].what}: a new one stays.`);
  const fields = sentFields(kind);
  const isChanged = (path: string) => changes.some(({ field }) => field === path);
  const secrets = fields.filter(({ secret, path }) => secret && isChanged(path));
  if (base !== null && secrets.length > 0) {
    const names = secrets.map(({ label }) => label).join(', ');
    warnings.push(`${names}: undo does not bring the old one back.`);
  }
  const lists = fields.filter(({ type, path }) => type === 'rows' && hasDelete(kind, path));
  if (changes.some(({ field, after }) => after === '' && lists.some(({ path }) => path === field))) {
    warnings.push('Rows that are removed get new numbers if you undo it.');
  }
  const status = base?.Status;
  if (kind === 'clients' && base !== null && /^\d+$/.test(String(status)) && !isChanged('Status')) {
    const name = fields.find(({ path }) => path === 'Status')?.choices[Number(status)]?.name;
    if (name !== undefined) {
      warnings.push(
        `LeadExec gave the status as the number ${status}, which is taken for ${name}, and wants it back by name with every change.`,
      );
    }
  }
  return warnings;
}
