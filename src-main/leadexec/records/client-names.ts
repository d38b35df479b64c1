import type { RecordKind } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { type KeptKind, type ShownRecord, shownAfter } from './record-rows.ts';
import type { Members, Values } from './shown-values.ts';

/** The member in which a kind has the name of a client. */
export const NAMED: Partial<Record<RecordKind, string>> = {
  clients: 'Name',
  accounts: 'ClientName',
  methods: 'ClientName',
  orders: 'ClientName',
};

const ALL = 1_000_000;

/**
 * The names of clients. "List Clients" has none, so they come from a client's own fields, or from a list of active clients. Until one of
 * them was read, the user name is shown.
 */
export class ClientNames {
  readonly #store: Store;
  readonly #names = new Map<number, Map<number, string>>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The name of the client that a record is or belongs to; null if it is unknown. */
  of(connectionId: number, kind: RecordKind, id: number, { ClientUID }: Values): string | null {
    return this.#of(connectionId).get(kind === 'clients' ? id : Number(ClientUID ?? 0)) ?? null;
  }

  changed(connectionId: number): void {
    this.#names.delete(connectionId);
  }

  #of(connectionId: number): ReadonlyMap<number, string> {
    const known = this.#names.get(connectionId);
    if (known) return known;
    const all = (kind: KeptKind): ShownRecord[] =>
      shownAfter(this.#store, { connectionId, kind }, { parent: -1, id: -1 }, ALL);
    const names = new Map<number, string>();
    const add = (row: ShownRecord, member: string) => {
      const name = (JSON.parse(row.shown) as Values)[member];
      if (typeof name === 'string' && name !== '') names.set(row.id, name);
    };
    for (const row of all('clients')) add(row, 'Username');
    for (const row of all('activeClients')) add(row, 'Name');
    for (const row of all('names')) add(row, 'Name');
    this.#names.set(connectionId, names);
    return names;
  }
}

/** The name in a client's fields: its company, or else its person; empty if there is neither. */
export function nameInFields(rows: readonly Members[]): string {
  const value = (bit: string): string => {
    const found = rows.find(({ SpecialBit }) => SpecialBit === bit)?.FieldValue;
    return typeof found === 'string' ? found.trim() : '';
  };
  return value('Company') || `${value('FirstName')} ${value('LastName')}`.trim();
}
