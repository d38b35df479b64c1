import type { LeadEvent } from '../../src-preload/contract/index.ts';
import { connectionNames } from '../connections/connection-rows.ts';
import type { TimelineSource } from '../lead-work/timeline.ts';
import { tellsUnlock } from '../leads/history.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { requestsForLeads } from './request-rows.ts';
import { outcomeWords } from './words.ts';

/**
 * A lead's unlock requests and the vendor's answers, for its timeline. A successful unlock already appears there as a change of the record,
 * so it is listed here only if nothing changed.
 */
export const unlockEvents: TimelineSource = (store, { leadId, family }, { from, before, limit }) => {
  const names = connectionNames(store);
  return requestsForLeads(store, family)
    .flatMap((request): LeadEvent[] => {
      const { source: id, who, connectionId, externalId, askedAt, unlockedBy } = request;
      const job = jobOfSource(store, request);
      if (job === undefined) return [];
      const { state, reason } = job;
      const source = names.get(connectionId) ?? '';
      const asked: LeadEvent = {
        key: `unlock-asked-${id}`,
        at: askedAt,
        who,
        kind: 'unlock-asked',
        what: `Requested the unlock from ${source}`,
        detail: '',
      };
      if (state !== 'delivered' && state !== 'rejected' && state !== 'cancelled') return [asked];
      if (state === 'delivered' && tellsUnlock(store, leadId, { connectionId, externalId }, askedAt)) return [asked];
      const by = unlockedBy === '' ? '' : ` by ${unlockedBy}`;
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
