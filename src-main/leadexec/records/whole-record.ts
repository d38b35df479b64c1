import type { Store } from '../../db/store.ts';
import { FIELD_DATA } from './bodies.ts';
import { revisionOf } from './keep-records.ts';
import type { Place } from './kinds.ts';
import { recordRow, recordsOf } from './record-rows.ts';
import { type Members, membersOf } from './shown-values.ts';

/** A record as it was last read. */
export interface WholeRecord {
  /** JSON without secrets. */
  readonly text: string;
  readonly revision: string;
  readonly readAt: number;
}

/** The number of remembered revisions, so that an edit can determine what was changed since. */
const REMEMBERED = 500;

const keyOf = ({ connectionId, kind, parent }: Place, id: number, revision: string): string =>
  [connectionId, kind, parent, id, revision].join(' ');

/** A client with the values of its fields, if they were read. */
function withFieldValues(store: Store, place: Place, client: string, id: number): string {
  const rows = recordsOf(store, { ...place, kind: 'clientValues', parent: id });
  if (rows.length === 0) return client;
  const values = rows.map(({ id: field, body }) => [String(field), membersOf(JSON.parse(body)).FieldValue ?? '']);
  return JSON.stringify({ ...membersOf(JSON.parse(client)), [FIELD_DATA]: Object.fromEntries(values) });
}

/** Complete records, and the earlier versions that somebody has opened. */
export class WholeRecords {
  readonly #store: Store;
  readonly #opened = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The stored record, which is remembered from now on; null if there is none. */
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

  /** A record at a revision; null if that is no longer known. */
  at(place: Place, id: number, revision: string): Members | null {
    const now = this.of(place, id);
    const text = now?.revision === revision ? now.text : this.#opened.get(keyOf(place, id, revision));
    return text === undefined ? null : membersOf(JSON.parse(text));
  }
}
