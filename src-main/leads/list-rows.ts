import type { LeadColumn, LeadRows } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { type Chunk, chunkHas, chunkOf, placeOf } from '../lead-index/bitmap/chunk.ts';
import type { LeadBits } from '../lead-index/facets/lead-bits.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { readLeads, type Value } from './rows/shown.ts';
import { sourceNames } from './source-names.ts';

/** Columns that are read from the table `lead`. */
const STORED: { readonly [Column in LeadColumn]?: string } = {
  name: `trim(first_name || ' ' || last_name)`,
  phone: 'phone',
  email: 'email',
  city: 'city',
  state: 'state',
  zip: 'zip',
  license: 'license',
  licensedStates: 'licensed_states',
  specialties: 'specialties',
  experience: 'experience',
  employmentType: 'employment_type',
  attempts: 'attempts',
  lastDisposition: 'last_disposition',
  callbackAt: 'callback_at',
  unlocked: 'unlocked',
  applied: 'applied',
  sentAt: 'sent_at',
  receivedAt: 'received_at',
  touchedAt: 'touched_at',
};

/** Columns that are read from the index. */
const INDEXED = { status: 'status', owner: 'owner', tags: 'tag', sources: 'source' } as const;

const isIndexed = (column: LeadColumn): column is keyof typeof INDEXED => Object.hasOwn(INDEXED, column);

/** Leads as the list shows them, in the order of `ids`. Leads that no longer exist are left out. */
export function listRows(
  { store, index: { bits } }: { readonly store: Store; readonly index: Pick<LeadIndex, 'bits'> },
  ids: readonly number[],
  columns: readonly LeadColumn[],
): LeadRows {
  bits.sync();
  const wanted = [...new Set(columns)];
  const stored = wanted.filter((column) => STORED[column] !== undefined);
  const names = ['id', ...stored.map((column) => STORED[column])].join(', ');
  const found: number[] = [];
  const filled: Value[][] = stored.map(() => []);
  for (const row of readLeads(store, names, ids)) {
    found.push(row[0] as number);
    for (let i = 0; i < filled.length; i++) filled[i]?.push(row[i + 1] ?? null);
  }
  const result: LeadRows['columns'] = {};
  for (const [i, column] of stored.entries()) result[column] = filled[i] as Value[];
  for (const column of wanted) {
    if (!isIndexed(column)) continue;
    const words = column === 'sources' ? sourceNames(store) : null;
    result[column] = valuesOf(bits, found, INDEXED[column], (value) => words?.get(value) ?? value);
  }
  return { ids: found, columns: result };
}

/** The values of a facet of each lead, joined by ", "; null if there are none. */
function valuesOf(bits: LeadBits, ids: readonly number[], facet: string, show: (value: string) => string): Value[] {
  const values = ids.map((): string | null => null);
  const several = new Map<number, string[]>();
  for (const { id: valueId, value } of bits.entriesOf(facet)) {
    let at = -1;
    let chunk: Chunk | null = null;
    let shown: string | null = null;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      if (chunkOf(id) !== at) {
        at = chunkOf(id);
        chunk = bits.chunk(valueId, at);
      }
      if (!chunk || !chunkHas(chunk, placeOf(id))) continue;
      shown ??= show(value);
      const other = values[i] as string | null;
      if (other === null) values[i] = shown;
      else several.set(i, [...(several.get(i) ?? [other]), shown]);
    }
  }
  for (const [i, all] of several) values[i] = all.sort().join(', ');
  return values;
}
