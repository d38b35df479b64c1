import type { LeadEvent } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { FIELD_NAMES, type FieldChange } from './fields.ts';

/** What people call the fields that don't read well as they are spelt. */
const CALLED: Partial<Record<FieldChange['field'], string>> = {
  zip: 'ZIP',
  email: 'e-mail',
  hasJobApps: 'applied',
  unlockedBy: 'unlocked by',
};
const called = (field: FieldChange['field']): string =>
  CALLED[field] ?? field.replace(/([A-Z])|(\d)/g, (part) => ` ${part.toLowerCase()}`);

interface RecordLine {
  readonly id: number;
  readonly source: string;
  readonly kind: string;
  readonly received_at: number;
}

/** Who does what nobody did. */
const ITSELF = 'Trunkline';

/**
 * What happened to a lead through its records, newest first, no later than `until` (ms since 1970) and at most `limit`: received,
 * brought up to date field by field, unlocked, joined, split. For the timeline.
 */
export function recordEvents(store: Store, leadId: number, until: number, limit: number): LeadEvent[] {
  const records = store
    .prepare<[number], RecordLine>(
      `SELECT r.id, ifnull(c.name, r.source) AS source, r.kind, r.received_at FROM lead_record r
       LEFT JOIN connection c ON c.id = r.connection_id WHERE r.lead_id = ?`,
    )
    .all(leadId);
  const events: LeadEvent[] = records.map(({ id, source, kind, received_at: at }) => ({
    key: `record-${id}`,
    at,
    who: ITSELF,
    kind: 'received',
    what: kind === 'hand' ? 'Added by hand' : `Received from ${source}`,
    detail: '',
  }));
  for (const record of records) events.push(...changeEvents(store, record, until, limit));
  events.push(...mergeEvents(store, leadId));
  return events
    .filter(({ at }) => at <= until)
    .sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1))
    .slice(0, limit);
}

function changeEvents(store: Store, record: RecordLine, until: number, limit: number): LeadEvent[] {
  return store
    .prepare<[number, number, number], { id: number; at: number; changes: string }>(
      'SELECT id, at, changes FROM lead_change WHERE record_id = ? AND at <= ? ORDER BY id DESC LIMIT ?',
    )
    .all(record.id, until, limit)
    .map(({ id, at, changes }) => {
      const list = JSON.parse(changes) as FieldChange[];
      const unlocked = list.some(({ field, after }) => field === 'unlocked' && after === 'yes');
      const fields = list.filter(({ field }) => (FIELD_NAMES as readonly string[]).includes(field));
      return {
        key: `change-${id}`,
        at,
        who: ITSELF,
        kind: unlocked ? 'unlocked' : 'updated',
        what: unlocked
          ? `Unlocked at ${record.source}`
          : fields.length === 0
            ? `${record.source} says it is locked`
            : `${record.source} changed ${fields.map(({ field }) => called(field)).join(', ')}`,
        detail: fields
          .map(({ field, before, after }) => `${called(field)}: ${before || 'nothing'} → ${after || 'nothing'}`)
          .join('\n'),
      };
    });
}

function mergeEvents(store: Store, leadId: number): LeadEvent[] {
  return store
    .prepare<
      [number, number],
      {
        id: number;
        kind: 'join' | 'split';
        at: number;
        who: string;
        to_id: number;
        records: string;
        why: string;
        undone: number;
      }
    >(
      'SELECT id, kind, at, who, to_id, records, why, undone FROM lead_merge WHERE to_id = ? OR from_id = ? ORDER BY id DESC LIMIT 200',
    )
    .all(leadId, leadId)
    .map(({ id, kind, at, who, to_id, records, why, undone }) => {
      const n = (JSON.parse(records) as number[]).length;
      const some = n === 1 ? 'A record' : `${n} records`;
      const what =
        kind === 'join'
          ? `${some} of another lead joined this one${why === '' ? '' : `: ${why}`}`
          : to_id === leadId
            ? `${some} of another lead became this one`
            : `${some} became a lead of ${n === 1 ? 'its' : 'their'} own`;
      return {
        key: `merge-${id}`,
        at,
        who,
        kind: kind === 'join' ? 'joined' : 'split',
        what,
        detail: undone === 1 ? 'Taken back since' : '',
      };
    });
}
