import { metaOf } from '../db/meta.ts';
import { FORGET_MARK, NOTICE_MARK, REBUILD_MARK } from '../db/salvage/marks.ts';
import type { Store } from '../db/store.ts';
import type { LeadPorts } from '../leads/ports.ts';
import { forgetAgain, rebuildLeads } from '../leads/rebuild.ts';

/** Puts salvaged or restored data in order before anything else uses it. @returns whether leads were made again */
export async function putInOrder(leads: LeadPorts): Promise<boolean> {
  const meta = metaOf(leads.store);
  const from = meta.get(REBUILD_MARK);
  if (from !== null) {
    // Earlier versions wrote a word instead of a lead.
    await rebuildLeads(leads.store, Number(from) || 0, (next) => meta.set(REBUILD_MARK, String(next)));
    meta.drop(REBUILD_MARK);
  }
  if (meta.get(FORGET_MARK) !== null) {
    await forgetAgain(leads);
    meta.drop(FORGET_MARK);
  }
  return from !== null;
}

const RESTORED =
  'This desk was restored from a backup. All dialers and sources are paused: check what is ready to send before you resume them.';

/** Stores what the operator should know about how the data was opened, until it is dismissed. */
export function noteOpened(
  store: Store,
  how: { readonly restored: boolean; readonly remark: string | null; readonly repaired: string | undefined },
): void {
  const meta = metaOf(store);
  const words = how.repaired ?? (meta.get(NOTICE_MARK) === null ? (how.restored ? RESTORED : how.remark) : null);
  if (words !== null) meta.set(NOTICE_MARK, words);
}
