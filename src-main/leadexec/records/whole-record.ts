import type { Store } from '../../db/store.ts';
import { FIELD_DATA } from './bodies.ts';
import { revisionOf } from './keep-records.ts';
import type { Place } from './kinds.ts';
import { recordRow, recordsOf } from './record-rows.ts';
import { type Members, membersOf } from './shown-values.ts';

/** A record as it was read last. */
export interface WholeRecord {
  /** JSON without secrets. */
  readonly text: string;
  readonly revision: string;
  readonly readAt: number;
}

/** Revisions whose records are remembered, so that an edit can tell what was changed since. */
const REMEMBERED = 500;

const keyOf = ({ connectionId, kind, parent }: Place, id: number, revision: string): string =>
  [connectionId, kind, parent, id, revision].join(' ');

/** A client with the values of its fields, where they were read. */
function withFieldValues(store: Store, place: Place, client: string, id: number): string {
  const rows = recordsOf(store, { ...place, kind: 'clientValues', parent: id });
  if (rows.length === 0) return client;
  const values = rows.map(({ id: field, body }) => [String(field), membersOf(JSON.parse(body)).FieldValue ?? '']);
  return JSON.stringify({ ...membersOf(JSON.parse(client)), [FIELD_DATA]: Object.fromEntries(values) });
}

/** Records whole, and what those were that somebody has opened. */
export class WholeRecords {
  readonly #store: Store;
  readonly #opened = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** A record as it is kept, remembered from now on; null where there is none. */
  of(place: Place, id: number): WholeRecord | null {
    const row = recordRow(this.#store, place, id);
    if (row === undefined) return null;
    const text = place.kind === 'clients' ? withFieldValues(this.#store, place, row.body, id) : row.body;
    const revision = revisionOf(text);
    const key = keyOf(place, id, revision);
    this.#opened.delete(key);
    this.#opened.set(key, text);
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > REMEMBERED && oldest !== undefined) this.#opened.delete(oldest);
    return { text, revision, readAt: row.readAt };
  }

  /** What a record was at a revision; null where that is not known any more. */
  at(place: Place, id: number, revision: string): Members | null {
    const now = this.of(place, id);
    const text = now?.revision === revision ? now.text : this.#opened.get(keyOf(place, id, revision));
    return text === undefined ? null : membersOf(JSON.parse(text));
  }
}
