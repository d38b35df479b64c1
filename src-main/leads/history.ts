import type { LeadEvent } from '../../src-preload/contract/index.ts';
import { connectionNames } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import type { FieldChange } from './fields.ts';
import { changesIn, changesSince } from './rows/changes.ts';
import { joinedInto, mergeRow, mergesOf, type Span } from './rows/merges.ts';
import { receivedIn } from './rows/records.ts';

export type { Span } from './rows/merges.ts';

/** The agent shown for what happened automatically. */
export const BY_ITSELF = 'Trunkline';

/** A lead and those that were merged into it, oldest last. */
export const familyOf = (store: Store, leadId: number): number[] => joinedInto(store, leadId, false);

/** Every lead that was part of some merges and splits, including those that no longer exist. */
export const leadsOfMerges = (store: Store, mergeIds: readonly number[]): number[] =>
  mergeIds.flatMap((id) => {
    const row = mergeRow(store, id);
    return row ? [row.to_id, row.from_id] : [];
  });

const LABELS: Readonly<Record<string, string>> = { unlocked: 'unlocked' };

/** A field's name as words: licenseDateIssued becomes "license date issued". */
const words = (field: string): string => LABELS[field] ?? field.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);

const changeLine = ({ field, before, after }: FieldChange): string =>
  `${words(field)}: ${before === '' ? 'nothing' : before} → ${after === '' ? 'nothing' : after}`;

const isUnlock = ({ field, after }: FieldChange): boolean => field === 'unlocked' && after === 'yes';

/** Whether the timeline of a lead already shows, as a change of a vendor's record, that this record was unlocked at `since` or later. */
export function tellsUnlock(
  store: Store,
  leadId: number,
  record: { readonly connectionId: number; readonly externalId: string },
  since: number,
): boolean {
  return changesSince(store, leadId, record, since).some((list) => list.some(isUnlock));
}

/** The source of a record: its connection's current name, or else the name at that time. */
interface Origin {
  readonly connection_id: number | null;
  readonly source: string;
}

/** When the records of a lead were received, and what changed when they were received again; newest first. */
export function recordEvents(store: Store, leadId: number, span: Span): LeadEvent[] {
  const names = connectionNames(store);
  const nameOf = ({ connection_id, source }: Origin) =>
    (connection_id === null ? undefined : names.get(connection_id)) ?? source;
  const received = receivedIn(store, leadId, span).map(
    ({ id, received_at: at, kind, who, ...origin }): LeadEvent => ({
      key: `record-${id}`,
      at,
      who: who === '' ? BY_ITSELF : who,
      kind: 'received',
      what: kind === 'hand' ? 'Added by hand' : `Received from ${nameOf(origin)}`,
      detail: '',
    }),
  );
  const changed = changesIn(store, leadId, span).map(({ id, at, changes: list, ...origin }): LeadEvent => {
    const source = nameOf(origin);
    const unlocked = list.some(isUnlock);
    const by = list.find(({ field }) => field === 'unlockedBy')?.after ?? '';
    // Changes that the title already mentions are not repeated below it.
    const rest = unlocked ? list.filter(({ field }) => field !== 'unlocked' && field !== 'unlockedBy') : list;
    return {
      key: `change-${id}`,
      at,
      who: BY_ITSELF,
      kind: unlocked ? 'unlocked' : 'updated',
      what: unlocked ? `Unlocked at ${source}${by === '' ? '' : ` by ${by}`}` : `Updated by ${source}`,
      detail: rest.map(changeLine).join('\n'),
    };
  });
  return [...received, ...changed].sort((a, b) => b.at - a.at).slice(0, span.limit);
}

/** Merges and splits of a lead, newest first. */
export function mergeEvents(store: Store, leadIds: readonly number[], span: Span): LeadEvent[] {
  return mergesOf(store, leadIds, span).map(({ id, kind, at, who, why, to_id, records }): LeadEvent => {
    const n = (JSON.parse(records) as number[]).length;
    const what =
      kind === 'join'
        ? `Merged with another lead, which added ${n === 1 ? 'a record' : `${n} records`}`
        : leadIds.includes(to_id)
          ? 'Split off from another lead'
          : 'A record was split off as a separate lead';
    return {
      key: `merge-${id}`,
      at,
      who,
      kind: kind === 'join' ? 'joined' : 'split',
      what,
      detail: why === '' ? '' : `They share ${why}`,
    };
  });
}
