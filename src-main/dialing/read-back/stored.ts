import { type ReadBackResult, readBack } from '../../../src-preload/contract/index.ts';
import { metaOf } from '../../db/meta.ts';
import type { Store } from '../../db/store.ts';

const key = (importId: number): string => `read-back ${importId}`;

/** The result of an import's read-back so far; null if nothing was read. */
export function storedReadBack(store: Store, importId: number): ReadBackResult | null {
  const text = metaOf(store).get(key(importId));
  return text === null ? null : readBack.parse(JSON.parse(text));
}

/** Stores the result of an import's read-back. */
export function keepReadBack(store: Store, importId: number, result: ReadBackResult): void {
  store.write(() => metaOf(store).set(key(importId), JSON.stringify(result)));
}
