import type { LeadEvent } from '../../src-preload/contract/index.ts';
import { connectionNames } from '../connections/connection-rows.ts';
import type { TimelineSource } from '../lead-work/timeline.ts';
import { tellsUnlock } from '../leads/history.ts';
import { jobOfSource } from '../queue/job-rows.ts';
import { outcomeWords } from './words.ts';

interface Row {
  readonly id: number;
  readonly asked_at: number;
  readonly who: string;
  readonly unlocked_by: string;
  readonly connection_id: number;
  readonly external_id: string;
}

const SQL = `
SELECT id, asked_at, who, unlocked_by, connection_id, external_id FROM unlock_request
WHERE lead_id IN (SELECT value FROM json_each(?))`;

/**
 * What was asked to be unlocked, and what the vendor said, for a lead's timeline. That it was unlocked is told by the change of the
 * record that came with it, with all that came; here only where nothing changed.
 */
export const unlockEvents: TimelineSource = (store, { leadId, family }, { from, before, limit }) => {
  const names = connectionNames(store);
  return store
    .prepare<[string], Row>(SQL)
    .all(JSON.stringify(family))
    .flatMap((row): LeadEvent[] => {
      const { id, who } = row;
      const job = jobOfSource(store, { connectionId: row.connection_id, source: id });
      if (job === undefined) return [];
      const { state, reason } = job;
      const source = names.get(row.connection_id) ?? '';
      const asked: LeadEvent = {
        key: `unlock-asked-${id}`,
        at: row.asked_at,
        who,
        kind: 'unlock-asked',
        what: `Requested the unlock from ${source}`,
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
        { key: `unlock-${id}`, at: job.updatedAt, who: source, kind: 'unlocked', what, detail: job.vendorLine ?? '' },
        asked,
      ];
    })
    .filter(({ at }) => at >= from && at < before)
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
};
