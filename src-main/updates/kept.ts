import { z } from 'zod';
import { newerVersion, updateCheck } from '../../src-preload/contract/index.ts';
import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';

const KEY = 'updates';

const kept = z.object({
  enabled: z.boolean(),
  url: z.string(),
  publicKey: z.string(),
  /** When the feed was last asked, by hand or not, whatever came of it; ms since 1970. */
  lastCheck: updateCheck.nullable(),
  /** The last version it told of, with when that is no longer believed. */
  told: newerVersion.extend({ expires: z.number() }).nullable(),
  dismissed: z.string().nullable(),
});
/** What the desk keeps of newer versions. */
export type Kept = z.infer<typeof kept>;

const NOTHING: Kept = { enabled: false, url: '', publicKey: '', lastCheck: null, told: null, dismissed: null };

/** What was kept; nothing where it can't be read, as in a desk of before. */
export function readKept(store: Store): Kept {
  const text = metaOf(store).get(KEY);
  if (text === null) return NOTHING;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    // Off, as by default: a desk that can't read what was wanted asks nobody.
    return NOTHING;
  }
}

export function writeKept(store: Store, value: Kept): void {
  metaOf(store).set(KEY, JSON.stringify(value));
}
