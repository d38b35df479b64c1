import type { RecordKind } from '../../../src-preload/contract/index.ts';
import { hasDelete } from './bodies.ts';
import { type Change, sentFields } from './edits.ts';
import { KINDS } from './kinds.ts';
import type { Members } from './shown-values.ts';

/** The parts of an edit that can't be undone or are uncertain, in words. */
export function warningsOf(kind: RecordKind, base: Members | null, changes: readonly Change[]): string[] {
  const warnings: string[] = [];
  if (base === null) warnings.push(`A new ${KINDS[kind].what} can’t be deleted through LeadExec’s API.`);
  const fields = sentFields(kind);
  const isChanged = (path: string) => changes.some(({ field }) => field === path);
  const secrets = fields.filter(({ secret, path }) => secret && isChanged(path));
  if (base !== null && secrets.length > 0) {
    const names = secrets.map(({ label }) => label).join(', ');
    warnings.push(`Undo won’t restore the old value: ${names}.`);
  }
  const lists = fields.filter(({ type, path }) => type === 'rows' && hasDelete(kind, path));
  if (changes.some(({ field, after }) => after === '' && lists.some(({ path }) => path === field))) {
    warnings.push('Removed rows get new IDs if you undo this.');
  }
  const status = base?.Status;
  if (kind === 'clients' && base !== null && /^\d+$/.test(String(status)) && !isChanged('Status')) {
    const name = fields.find(({ path }) => path === 'Status')?.choices[Number(status)]?.name;
    if (name !== undefined) {
      warnings.push(
        `LeadExec reports the status as ${status}, read here as ${name}. Every change sends the status along by name; check it first.`,
      );
    }
  }
  return warnings;
}
