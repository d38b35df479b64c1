import { CommandError, type UnlockPreview, type WhichLeads } from '../../src-preload/contract/index.ts';
import { connectionsInUse } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import type { JobState } from '../db/tables.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { leadsAlike } from '../leads/detail.ts';
import { isUnlocked, leadName } from '../leads/rows/leads.ts';
import { type RecordKey, recordHeadsOf } from '../leads/rows/records.ts';
import { chosenLeads } from '../leads/selection.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { overLimit, readLimits, usedUnlocks } from './limits.ts';
import { requestsForRecord } from './request-rows.ts';

/** The most leads that may be unlocked by one command. Each is a separate request that counts against the account. */
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

/** A chosen lead with its newest record that is still locked, from a job board in use. */
interface Chosen {
  readonly leadId: number;
  readonly name: string;
  readonly isUnlocked: boolean;
  readonly record: (RecordKey & { readonly id: number }) | null;
  /** The names of other sources that have the person. */
  readonly others: readonly string[];
}

function chosenOf(store: Store, inUse: ReadonlySet<number>, leadId: number): Chosen | null {
  const name = leadName(store, leadId);
  if (name === undefined) return null;
  const records = recordHeadsOf(store, leadId);
  const record = records.findLast(
    ({ kind, unlocked, connectionId }) =>
      kind === 'locumjobs' && !unlocked && connectionId !== null && inUse.has(connectionId),
  );
  const others = records.filter(({ id, kind, unlocked }) => id !== record?.id && (unlocked || kind !== 'locumjobs'));
  return {
    leadId,
    name,
    isUnlocked: isUnlocked(store, leadId) ?? false,
    record:
      record === undefined || record.connectionId === null
        ? null
        : { id: record.id, connectionId: record.connectionId, externalId: record.externalId },
    others: [...new Set(others.map(({ source }) => source))],
  };
}

const ENDED: ReadonlySet<JobState> = new Set(['delivered', 'rejected', 'cancelled']);

/** Whether an unlock of the record is already waiting. */
const isWaiting = (store: Store, record: RecordKey): boolean =>
  requestsForRecord(store, record).some((request) => {
    const job = jobOfSource(store, request);
    return job !== undefined && !ENDED.has(job.state);
  });

/** The ids of the leads to unlock. @throws CommandError if too many are chosen */
export async function chosenToUnlock(
  ports: { readonly store: Store; readonly index: LeadIndex; readonly now: () => number },
  which: WhichLeads,
): Promise<readonly number[]> {
  const ids = (await chosenLeads(ports, which, MOST_AT_ONCE)).ids(0, MOST_AT_ONCE + 1);
  if (ids.length <= MOST_AT_ONCE) return ids;
  const most = MOST_AT_ONCE.toLocaleString('en-US');
  throw new CommandError('invalid-input', `Up to ${most} leads can be unlocked at once. Choose fewer.`, 'which');
}

/** What an unlock of these leads would do and cost. Nothing is changed. */
export function consider(
  { store, now }: { readonly store: Store; readonly now: () => number },
  ids: readonly number[],
  skipHeld: boolean,
): Considered {
  const inUse = new Set(connectionsInUse(store).map(({ id }) => id));
  const rows = [...ids].sort((a, b) => a - b).flatMap((id) => chosenOf(store, inUse, id) ?? []);
  const candidates: Candidate[] = [];
  const held: UnlockPreview['held'] = [];
  let [alreadyUnlocked, notUnlockable, waiting] = [0, 0, 0];
  for (const row of rows) {
    if (row.record === null) {
      if (row.isUnlocked) alreadyUnlocked += 1;
      else notUnlockable += 1;
      continue;
    }
    if (isWaiting(store, row.record)) {
      waiting += 1;
      continue;
    }
    const known = alreadyHeld(store, row);
    if (known) held.push(known);
    if (known && skipHeld) continue;
    const { connectionId, externalId } = row.record;
    candidates.push({ leadId: row.leadId, connectionId, externalId });
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
  chosen === 0 ? 'No leads are selected.' : 'None of these leads has a locked record that a source can unlock.';

/** Where the person's contact details are already known, from another record or lead; null if nowhere. */
function alreadyHeld(store: Store, { leadId, name, others }: Chosen): UnlockPreview['held'][number] | null {
  if (others.length > 0) {
    return { id: leadId, name, otherId: leadId, why: `The same person is here from ${others.join(',')}` };
  }
  const [other] = leadsAlike(store, leadId).filter(({ unlocked }) => unlocked);
  return other === undefined ? null : { id: leadId, name, otherId: other.id, why: other.why };
}
