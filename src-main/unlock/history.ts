import type { LeadEvent } from '../../src-preload/contract/index.ts';
import type { JobState } from '../db/tables.ts';
import type { TimelineSource } from '../lead-work/timeline.ts';
import { tellsUnlock } from '../leads/history.ts';
import { outcomeWords } from './words.ts';

interface Row {
  readonly id: number;
  readonly asked_at: number;
  readonly who: string;
  readonly unlocked_by: string;
  readonly source: string;
  readonly state: JobState;
  readonly reason: string | null;
  readonly vendor_line: string | null;
  readonly updated_at: number;
  readonly connection_id: number;
  readonly external_id: string;
}

const SQL = `
SELECT u.id, u.asked_at, u.who, u.unlocked_by, u.connection_id, u.external_id, c.name AS source, job.state, job.reason, job.vendor_line, job.updated_at
FROM unlock_request u
JOIN job ON job.source = u.id AND job.connection_id = u.connection_id
JOIN connection c ON c.id = u.connection_id
WHERE u.lead_id IN (SELECT value FROM json_each(?))`;

/**
 * What was asked to be unlocked, and what the vendor said, for a lead's timeline. That it was unlocked is told by the change of the
 * record that came with it, with all that came; here only where nothing changed.
 */
export const unlockEvents: TimelineSource = (store, { leadId, family }, { from, before, limit }) =>
  store
    .prepare<[string], Row>(SQL)
    .all(JSON.stringify(family))
    .flatMap((row): LeadEvent[] => {
      const { id, who, source, state, reason } = row;
      const asked: LeadEvent = {
        key: `unlock-asked-${id}`,
        at: row.asked_at,
        who,
        kind: 'unlock-asked',
        what: `Asked ${source} to unlock the lead`,
        detail: '',
      };
      if (state !== 'delivered' && state !== 'rejected' && state !== 'cancelled') return [asked];
      const record = { connectionId: row.connection_id, externalId: row.external_id };
      if (state === 'delivered' && tellsUnlock(store, leadId, record, row.asked_at)) return [asked];
      const by = row.unlocked_by === '' ? '' : ` by ${row.unlocked_by}`;
      const what =
        state === 'delivered'
          ? `${source} reports the lead as unlocked${by}`
          : `Not unlocked: ${outcomeWords(state, reason)}`;
      return [
        { key: `unlock-${id}`, at: row.updated_at, who: source, kind: 'unlocked', what, detail: row.vendor_line ?? '' },
        asked,
      ];
    })
    .filter(({ at }) => at >= from && at < before)
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
