import type { ClientUID, LeadFieldUID, LeadTypeUID } from '../../vendors/leadexec/ids.ts';
import type { ListSetup } from './model.ts';

type Values = ReadonlyMap<LeadFieldUID, string>;
const plain = (text: string) => text.trim().toLowerCase();

/** A distribution list prepared for queries. Clients that are not in it are not restricted by it. */
class List {
  readonly #setup: ListSetup;
  readonly #members: ReadonlySet<ClientUID>;
  /** By value: the clients of the items that have it, if any are assigned. */
  readonly #assigned = new Map<string, Set<ClientUID>>();
  readonly #dependValue: string;

  constructor(setup: ListSetup) {
    this.#setup = setup;
    const { defaultClient } = setup;
    this.#members = new Set([
      ...setup.items.flatMap(({ clients }) => clients),
      ...(defaultClient ? [defaultClient] : []),
    ]);
    this.#dependValue = plain(setup.dependValue);
    for (const { value, clients } of setup.items) {
      if (clients.length === 0) continue;
      const key = plain(value);
      const known = this.#assigned.get(key);
      if (known === undefined) this.#assigned.set(key, new Set(clients));
      else for (const client of clients) known.add(client);
    }
  }

  has(client: ClientUID): boolean {
    return this.#members.has(client);
  }

  appliesTo(values: Values): boolean {
    const { dependField } = this.#setup;
    return dependField === null || plain(values.get(dependField) ?? '') === this.#dependValue;
  }

  valueOf(values: Values): string {
    return plain(values.get(this.#setup.leadFieldUid) ?? '');
  }

  /** Whether a client may get a lead with that value: through an item, or as its default if no assigned item has the value. */
  lets(client: ClientUID, value: string): boolean {
    if (!this.#members.has(client)) return true;
    const assigned = this.#assigned.get(value);
    return assigned === undefined ? client === this.#setup.defaultClient : assigned.has(client);
  }
}

/** The lists that apply to a lead, each with the lead's value. */
export type Applying = readonly { readonly index: number; readonly list: List; readonly value: string }[];
const NONE: Applying = [];

/** The active distribution lists by lead type. */
export class Lists {
  readonly #byType = new Map<LeadTypeUID, { readonly index: number; readonly list: List }[]>();

  constructor(setups: readonly ListSetup[]) {
    for (const [index, setup] of setups.entries()) {
      if (!setup.active) continue;
      const ofType = this.#byType.get(setup.leadTypeUid);
      const entry = { index, list: new List(setup) };
      if (ofType === undefined) this.#byType.set(setup.leadTypeUid, [entry]);
      else ofType.push(entry);
    }
  }

  /** Whether a client is in one of them, or its default. No list refuses other clients. */
  has(client: ClientUID): boolean {
    return [...this.#byType.values()].some((lists) => lists.some(({ list }) => list.has(client)));
  }

  applying(leadTypeUid: LeadTypeUID, values: Values): Applying {
    const lists = this.#byType.get(leadTypeUid);
    if (lists === undefined) return NONE;
    return lists.flatMap(({ index, list }) =>
      list.appliesTo(values) ? [{ index, list, value: list.valueOf(values) }] : [],
    );
  }
}

/** The first list that refuses a client, by its index in the setup; -1 if none does. */
export function refusingList(applying: Applying, client: ClientUID): number {
  for (const { index, list, value } of applying) if (!list.lets(client, value)) return index;
  return -1;
}
