import { z } from 'zod';
import { newerVersion, updateCheck } from '../../src-preload/contract/index.ts';
import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';

const KEY = 'updates';

const kept = z.object({
  enabled: z.boolean(),
  url: z.string(),
  publicKey: z.string(),
  /** When the feed was last fetched, by hand or automatically, with any result; ms since 1970. */
  lastCheck: updateCheck.nullable(),
  /** The last version in it, and when that expires. */
  told: newerVersion.extend({ expires: z.number() }).nullable(),
  dismissed: z.string().nullable(),
});
/** What the desk stores about newer versions. */
export type Kept = z.infer<typeof kept>;

const NOTHING: Kept = { enabled: false, url: '', publicKey: '', lastCheck: null, told: null, dismissed: null };

/** What is stored; nothing if it can't be parsed, as from an earlier version. */
export function readKept(store: Store): Kept {
  const text = metaOf(store).get(KEY);
  if (text === null) return NOTHING;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Switched off, as by default: if the setting can't be read, nothing is fetched.
    return NOTHING;
  }
}

export function writeKept(store: Store, value: Kept): void {
  metaOf(store).set(KEY, JSON.stringify(value));
}
