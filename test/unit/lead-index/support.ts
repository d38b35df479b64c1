import { join } from 'node:path';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { type LeadFilterInput, leadFilter } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';

/** A desk's database of its own, in a real file. */
export const testStore = (): Store => openStore(join(testFolder('lead-index'), 'desk.db'));

/** The same numbers each time. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export const filterOf = (input: LeadFilterInput) => leadFilter.parse(input);

export interface LeadRow {
  readonly id: number;
  readonly first?: string;
  readonly last?: string;
  readonly state?: string;
  readonly license?: string;
  readonly experience?: number | null;
  readonly callbackAt?: number | null;
  readonly sentAt?: number | null;
  readonly touchedAt?: number | null;
  readonly receivedAt?: number;
}

/** Puts a row into `lead`, as the leads' room would. */
export function insertLead(store: Store, row: LeadRow): void {
  const { first = 'Ann', last = `Lee${row.id}` } = row;
  store
    .prepare(
      `INSERT INTO lead (id, first_name, last_name, name_key, phone, email, city, state, zip, license, licensed_states, specialties,
        experience, employment_type, callback_at, sent_at, received_at, touched_at)
        VALUES (?, ?, ?, ?, NULL, NULL, 'Omaha', ?, '68101', ?, '', '', ?, '', ?, ?, ?, ?)`,
    )
    .run(
      row.id,
      first,
      last,
      `${last} ${first}`.trim().toLowerCase(),
      row.state ?? '',
      row.license ?? '',
      row.experience ?? null,
      row.callbackAt ?? null,
      row.sentAt ?? null,
      row.receivedAt ?? row.id * 10,
      row.touchedAt ?? null,
    );
}
