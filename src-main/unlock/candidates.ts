import { CommandError, type UnlockPreview, type WhichLeads } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { leadsAlike } from '../leads/detail.ts';
import { chosenLeads } from '../leads/selection.ts';
import { overLimit, readLimits, usedUnlocks } from './limits.ts';

/** Leads that may be unlocked in one act: each is a request of its own that costs. */
const MOST_AT_ONCE = 1_000;

/** A record that would be retrieved. */
export interface Candidate {
  readonly leadId: number;
  readonly connectionId: number;
  readonly externalId: string;
}

export interface Considered {
  readonly candidates: readonly Candidate[];
  readonly preview: UnlockPreview;
}

interface RecordRow {
  readonly lead_id: number;
  readonly first_name: string;
  readonly last_name: string;
  readonly unlocked: number;
  readonly record_id: number | null;
  readonly connection_id: number | null;
  readonly external_id: string | null;
  readonly record_unlocked: number | null;
  readonly waiting: number;
  readonly others: string | null;
}

/** Each lead with its newest record of a job board still in use, whether it is asked for already, and who else knows the person. */
const RECORDS = `
SELECT lead.id AS lead_id, lead.first_name, lead.last_name, lead.unlocked,
  r.id AS record_id, r.connection_id, r.external_id, r.unlocked AS record_unlocked,
  EXISTS (SELECT 1 FROM unlock_request u JOIN job ON job.source = u.id AND job.connection_id = u.connection_id
    WHERE u.connection_id = r.connection_id AND u.external_id = r.external_id
      AND job.state NOT IN ('delivered', 'rejected', 'cancelled')) AS waiting,
  (SELECT group_concat(DISTINCT o.source) FROM lead_record o
   WHERE o.lead_id = lead.id AND o.id <> r.id AND (o.unlocked = 1 OR o.kind <> 'locumjobs')) AS others
FROM json_each(?) chosen
JOIN lead ON lead.id = chosen.value
LEFT JOIN lead_record r ON r.id = (
  SELECT max(x.id) FROM lead_record x JOIN connection c ON c.id = x.connection_id
  WHERE x.lead_id = lead.id AND x.kind = 'locumjobs' AND c.removed_at IS NULL AND x.unlocked = 0)
ORDER BY lead.id`;

/** The leads that an unlock is about, by number. @throws CommandError when too many are chosen */
export async function chosenToUnlock(
  ports: { readonly store: Store; readonly index: LeadIndex; readonly now: () => number },
  which: WhichLeads,
): Promise<readonly number[]> {
  const ids = (await chosenLeads(ports, which, MOST_AT_ONCE)).ids(0, MOST_AT_ONCE + 1);
  if (ids.length <= MOST_AT_ONCE) return ids;
  const most = MOST_AT_ONCE.toLocaleString('en-US');
  throw new CommandError('invalid-input', `At most ${most} leads can be unlocked at once. Choose fewer.`, 'which');
}

/** What an unlock of these leads would do and cost; nothing happens. */
export function consider(
  { store, now }: { readonly store: Store; readonly now: () => number },
  ids: readonly number[],
  skipHeld: boolean,
): Considered {
  const rows = store.prepare<[string], RecordRow>(RECORDS).all(JSON.stringify(ids));
  const candidates: Candidate[] = [];
  const held: UnlockPreview['held'] = [];
  let [alreadyUnlocked, notUnlockable, waiting] = [0, 0, 0];
  for (const row of rows) {
    if (row.connection_id === null || row.external_id === null) {
      if (row.unlocked === 1) alreadyUnlocked += 1;
      else notUnlockable += 1;
      continue;
    }
    if (row.waiting === 1) {
      waiting += 1;
      continue;
    }
    const known = alreadyHeld(store, row);
    if (known) held.push(known);
    if (known && skipHeld) continue;
    candidates.push({ leadId: row.lead_id, connectionId: row.connection_id, externalId: row.external_id });
  }
  const used = usedUnlocks(store, now());
  const limits = readLimits(store);
  const refused = candidates.length === 0 ? nothingToUnlock(rows.length) : overLimit(used, limits, candidates.length);
  return {
    candidates,
    preview: {
      toUnlock: candidates.length,
      alreadyUnlocked,
      notUnlockable,
      waiting,
      held,
      usedToday: used.today,
      usedThisMonth: used.month,
      limits,
      refused,
    },
  };
}

const nothingToUnlock = (chosen: number) =>
  chosen === 0 ? 'No lead is chosen.' : 'None of these leads has a locked record that a source can unlock.';

/** The person as another record or another lead has them already; null when nobody does. */
function alreadyHeld(store: Store, row: RecordRow): UnlockPreview['held'][number] | null {
  const name = `${row.first_name} ${row.last_name}`.trim();
  if (row.others !== null) {
    return { id: row.lead_id, name, otherId: row.lead_id, why: `The same person is here from ${row.others}` };
  }
  const [other] = leadsAlike(store, row.lead_id).filter(({ unlocked }) => unlocked);
  return other === undefined ? null : { id: row.lead_id, name, otherId: other.id, why: other.why };
}
