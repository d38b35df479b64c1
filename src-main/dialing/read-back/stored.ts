import { type ReadBackResult, readBack } from '../../../src-preload/contract/index.ts';
import { metaOf } from '../../db/meta.ts';
import type { Store } from '../../db/store.ts';

const key = (importId: number): string => `read-back ${importId}`;

/** What reading back has shown of an import so far; null where nothing was read. */
export function storedReadBack(store: Store, importId: number): ReadBackResult | null {
  const text = metaOf(store).get(key(importId));
  return text === null ? null : readBack.parse(JSON.parse(text));
}

/** Keeps what reading back has shown of an import. */
export function keepReadBack(store: Store, importId: number, result: ReadBackResult): void {
  store.write(() => metaOf(store).set(key(importId), JSON.stringify(result)));
}
