import { existsSync } from 'node:fs';
import type { Backup, DamageReport } from '../../../src-preload/contract/index.ts';
import type { ReadProgress } from '../pages/read-progress.ts';
import type { DamagedError } from './errors.ts';
import { type Examination, examine, isBad, losesNothing } from './examine.ts';
import { FIRST, isDerived, wordsOf } from './objects.ts';

/** Tables that mean nothing to an operator. Their rows are shown only if some are lost. */
const QUIET = new Set(['meta', 'lead_act_set', 'lead_act_todo']);

/** A description of a desk whose data can't be used as it is. It reads the whole file if possible. */
export function describeDamage(
  file: string,
  error: DamagedError,
  backups: readonly Backup[],
  progress?: (now: ReadProgress) => void,
): DamageReport {
  let found: Examination | null = null;
  if (error.kind !== 'missing' && error.kind !== 'no-access' && existsSync(file)) {
    try {
      found = examine(file, progress ? { progress } : {});
    } catch {
      // If not even its first bytes can be read, the error says what is known.
    }
  }
  const tables = found === null ? [] : tablesOf(found);
  const salvageable = found !== null && found.schema !== null && tables.some(({ rows }) => rows > 0);
  return {
    kind: error.kind,
    what: error.message,
    details: found === null ? [] : salvageable ? detailsOf(found, error) : ['Nothing in it can be read.'],
    file,
    tables: salvageable ? tables : [],
    salvageable,
    losesNothing: salvageable && found !== null && losesNothing(found),
    backups: [...backups],
    reading: null,
  };
}

/** The same before anything of the file was read, or if that failed (`reading` null). */
export const unreadReport = (
  file: string,
  error: DamagedError,
  backups: readonly Backup[],
  reading: ReadProgress | null,
): DamageReport => ({
  ...{ kind: error.kind, what: error.message, file, backups: [...backups], reading },
  ...{ details: [], tables: [], salvageable: false, losesNothing: false },
});

function tablesOf(found: Examination): DamageReport['tables'] {
  const byWords = new Map<string, { words: string; rows: number; missing: number; damaged: boolean; at: number }>();
  for (const object of found.objects) {
    if (object.type !== 'table' || isDerived(object.name)) continue;
    const damaged = isBad(object);
    if (QUIET.has(object.name) && !damaged) continue;
    const words = wordsOf(object.name);
    const known = byWords.get(words);
    const first = FIRST.indexOf(object.name);
    byWords.set(words, {
      words,
      rows: (known?.rows ?? 0) + (QUIET.has(object.name) ? 0 : object.rows),
      missing: (known?.missing ?? 0) + object.badRows + Math.min(object.gap, object.badPages.length * 500),
      damaged: (known?.damaged ?? false) || damaged,
      at: first < 0 ? FIRST.length : first,
    });
  }
  return [...byWords.values()]
    .filter(({ rows, damaged }) => rows > 0 || damaged)
    .sort((a, b) => Number(b.damaged) - Number(a.damaged) || a.at - b.at || b.rows - a.rows)
    .map(({ at: _, ...table }) => table);
}

function detailsOf(found: Examination, error: DamagedError): string[] {
  const details: string[] = [];
  const bad = found.objects.filter(isBad);
  const lost = [
    ...new Set(bad.filter(({ type, name }) => type === 'table' && !isDerived(name)).map(({ name }) => wordsOf(name))),
  ];
  if (lost.length > 0) details.push(`Damaged: ${lost.join(', ')}.`);
  const again = bad.length - bad.filter(({ type, name }) => type === 'table' && !isDerived(name)).length;
  if (again > 0)
    details.push(`${again === 1 ? 'One index is' : `${again} indexes are`} damaged and can be made again.`);
  if (found.log === 'damaged' && error.kind !== 'log') details.push('The log of the latest changes is damaged too.');
  if (found.schema === 'kept') details.push('Its list of tables can’t be read; the copy kept beside it is used.');
  if (found.schema === null) details.push('Its list of tables can’t be read, so nothing in it can be identified.');
  return details;
}
