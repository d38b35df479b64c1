import { createHmac, randomBytes } from 'node:crypto';
import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';

const SALT = 'forgotten-salt';

/** What an erased person would be recognized by. */
export interface Traces {
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly externalIds: readonly { readonly connectionId: number | null; readonly externalId: string }[];
}

/** This desk's salt, created when first needed. It prevents comparing the hashes of two desks. */
function saltOf(store: Store): string {
  const meta = metaOf(store);
  const known = meta.get(SALT);
  if (known !== null) return known;
  const salt = randomBytes(32).toString('hex');
  meta.set(SALT, salt);
  return salt;
}

const hash = (salt: string, kind: 'phone' | 'email' | 'id', text: string): Buffer =>
  createHmac('sha256', salt).update(`${kind}\u001f${text}`).digest();

const idText = (connectionId: number, externalId: string): string => `${connectionId}\u001f${externalId}`;

function* hashes(salt: string, traces: Traces): Generator<Buffer> {
  for (const phone of traces.phones) yield hash(salt, 'phone', phone);
  for (const email of traces.emails) yield hash(salt, 'email', email);
  for (const { connectionId, externalId } of traces.externalIds) {
    // The id of a record that was entered by hand or from a file has no meaning outside this desk.
    if (connectionId !== null) yield hash(salt, 'id', idText(connectionId, externalId));
  }
}

/** Stores only hashes of an erased person. In the transaction of the erasure. */
export function remember(store: Store, traces: Traces): void {
  const salt = saltOf(store);
  const keep = store.prepare('INSERT OR IGNORE INTO forgotten (hash) VALUES (?)');
  for (const one of hashes(salt, traces)) keep.run(one);
}

/**
 * Returns a function that tests for erased people by vendor's id, phone key or email key; null if nobody was erased, so that it takes no
 * time. It is valid for one transaction.
 */
export function forgottenTest(store: Store): ((traces: Traces) => boolean) | null {
  if (store.prepare('SELECT 1 FROM forgotten LIMIT 1').get() === undefined) return null;
  const salt = saltOf(store);
  const find = store.prepare('SELECT 1 FROM forgotten WHERE hash = ?');
  return (traces) => {
    for (const one of hashes(salt, traces)) if (find.get(one) !== undefined) return true;
    return false;
  };
}
