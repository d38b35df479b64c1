import type { Store } from '../../../db/store.ts';
import type { Term } from '../query.ts';

/** Those of these leads whose rows match, in the order given. */
export function matchingRows(store: Store, terms: readonly Term[], ids: readonly number[]): number[] {
  const { sql, parameters } = conditionOf(terms);
  return store
    .prepare<string[], number>(`SELECT t.id FROM json_each(?) j CROSS JOIN lead_text t ON t.id = j.value WHERE ${sql}`)
    .pluck()
    .all(JSON.stringify(ids), ...parameters);
}

/** The condition for a row: the same as `matchOf` asks of the full-text index, and exact in every case. */
function conditionOf(terms: readonly Term[]): { sql: string; parameters: string[] } {
  const parameters: string[] = [];
  const has = (column: 'name' | 'other' | 'phones', part: string, end = ''): string => {
    parameters.push(part + end);
    return `instr(t.${column}${end === '' ? '' : ` || '${end}'`}, ?) > 0`;
  };
  const all = terms.map(({ word, where, phones }) => {
    const any = word === null ? [] : [has('name', ` ${word}`)];
    if (word !== null) any.push(has('other', ` ${word}`, where === 'short' ? ' ' : ''));
    for (const digits of phones) any.push(has('phones', digits));
    return `(${any.join(' OR ')})`;
  });
  return { sql: all.join(' AND '), parameters };
}
