import type { NamedConnection } from '../../connections/connection-rows.ts';
import type { Store } from '../../db/store.ts';
import { hasArrivedPerhaps, lastOutcome } from '../../queue/rows/attempts.ts';
import { jobOfSource, sourcesIn } from '../../queue/rows/find-jobs.ts';
import { actionRow, unsettledActions } from '../rows/actions.ts';
import { offeredRow } from '../rows/offered-leads.ts';
import type { UnderWay } from './next-step.ts';

/** A claim or submission with its job and its lead; undefined if it or its connection no longer exists. */
export function readUnderWay(store: Store, inUse: readonly NamedConnection[], actId: number): UnderWay | undefined {
  const action = actionRow(store, actId);
  const vendor = inUse.find(({ id }) => id === action?.connection_id)?.name;
  if (action === undefined || vendor === undefined) return undefined;
  const lead = action.offered_lead_id === null ? undefined : offeredRow(store, action.offered_lead_id);
  const job = jobOfSource(store, { connectionId: action.connection_id, source: action.id });
  return {
    ...action,
    lead_state: lead?.state ?? null,
    lead_act: lead?.act_id ?? null,
    checked_at: lead?.checked_at ?? null,
    vendor,
    job_id: job?.id ?? null,
    job_state: job?.state ?? null,
    job_reason: job?.reason ?? null,
    job_line: job?.vendorLine ?? null,
    job_at: job?.updatedAt ?? null,
    group_id: job?.groupId ?? null,
    last_attempt: job === undefined ? null : lastOutcome(store, job.id),
    mayHaveArrived: job !== undefined && hasArrivedPerhaps(store, job.id) ? 1 : 0,
  };
}

const KINDS = ['claim', 'submit-offer'];

/** Every action that has a job or waits for a network, and those that an operator put back into the queue. */
export function allUnderWay(store: Store): ReadonlySet<number> {
  const unsettled = unsettledActions(store).filter(
    ({ id, connection_id: connectionId, outcome }) =>
      outcome === 'intent' || jobOfSource(store, { connectionId, source: id }) !== undefined,
  );
  return new Set([
    ...unsettled.map(({ id }) => id),
    ...sourcesIn(store, KINDS, 'ready'),
    ...sourcesIn(store, KINDS, 'unknown'),
  ]);
}
