import type { Store } from '../../db/store.ts';
import { shownAfter } from '../records/record-rows.ts';
import type { Values } from '../records/shown-values.ts';

const ALL = 1_000_000;

/** The clients that a cell names, or those of its names that can't be resolved. */
export type Resolved = { readonly clients: readonly number[] } | { readonly problem: string };

const plain = (name: string): string => name.trim().toLowerCase();

/** Finds clients by number, by user name, or by a name that only one client has. */
export class ClientFinder {
  readonly #numbers = new Set<number>();
  readonly #userNames = new Map<string, number>();
  readonly #names = new Map<string, number[]>();

  constructor(store: Store, connectionId: number, nameOf: (client: number) => string) {
    for (const { id, shown } of shownAfter(store, { connectionId, kind: 'clients' }, { parent: -1, id: -1 }, ALL)) {
      this.#numbers.add(id);
      // The JSON was written by this program.
      const { Username } = JSON.parse(shown) as Values;
      if (typeof Username === 'string' && Username !== '') this.#userNames.set(plain(Username), id);
      const name = plain(nameOf(id));
      if (name !== '') this.#names.set(name, [...(this.#names.get(name) ?? []), id]);
    }
  }

  get count(): number {
    return this.#numbers.size;
  }

  of(cell: string): Resolved {
    const parts = /^[\d\s,|;]*$/.test(cell) ? cell.split(/[\s,|;]+/) : cell.split(/[|;\n]/);
    const clients: number[] = [];
    for (const part of parts.map((one) => one.trim()).filter((one) => one !== '')) {
      const found = this.#one(part);
      if (typeof found === 'string') return { problem: found };
      if (!clients.includes(found)) clients.push(found);
    }
    return { clients };
  }

  #one(part: string): number | string {
    const number = /^\d{1,15}$/.test(part) ? Number(part) : 0;
    if (this.#numbers.has(number)) return number;
    const user = this.#userNames.get(plain(part));
    if (user !== undefined) return user;
    const [named, ...more] = this.#names.get(plain(part)) ?? [];
    if (named === undefined) return number > 0 ? `There is no client ${number}.` : `There is no client “${part}”.`;
    if (more.length === 0) return named;
    return `“${part}” is the name of ${more.length + 1} clients (${[named, ...more].join(', ')}): write the number.`;
  }
}
