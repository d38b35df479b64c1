import { CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { connectionNames } from '../connections/connection-rows.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { leadName } from '../leads/rows/leads.ts';
import { leadOfRecord } from '../leads/rows/records.ts';
import { enqueue } from '../queue/rows/add-jobs.ts';
import { jobOfSource } from '../queue/rows/find-jobs.ts';
import { createGroup } from '../queue/rows/groups.ts';
import { type Candidate, chosenToUnlock, consider } from './candidates.ts';
import { keepLimits, readLimits } from './limits.ts';
import { addRequest, newestRequests } from './request-rows.ts';
import { outcomeWords } from './words.ts';

export interface UnlockModulePorts {
  readonly store: Store;
  readonly index: LeadIndex;
  readonly now: () => number;
  /** Reports new jobs to the queue. */
  readonly wake: () => void;
  readonly changed: () => void;
}

/** Registers the commands of unlocking. */
export function registerUnlock(handlers: Handlers, ports: UnlockModulePorts): void {
  const { store, now } = ports;
  handlers.on(
    'unlock.preview',
    async ({ which, skipHeld }) => consider(ports, await chosenToUnlock(ports, which), skipHeld).preview,
  );
  handlers.on('unlock.start', async ({ which, skipHeld, expected }) => {
    const ids = await chosenToUnlock(ports, which);
    // The candidates are checked again in the transaction that enqueues them, so that either exactly what the operator agreed to happens,
    // or nothing.
    const queued = store.write(() => {
      const { candidates, preview } = consider(ports, ids, skipHeld);
      if (preview.refused !== null) throw new CommandError('conflict', preview.refused);
      if (candidates.length > expected) {
        throw new CommandError(
          'conflict',
          `You confirmed ${expected.toLocaleString('en-US')}, but ${candidates.length.toLocaleString('en-US')} would be unlocked now. Check the number and confirm again.`,
          'expected',
        );
      }
      return queueUnlocks(store, candidates, now());
    });
    ports.wake();
    ports.changed();
    return { queued };
  });
  handlers.on('unlock.limits', () => readLimits(store));
  handlers.on('unlock.setLimits', (limits) => keepLimits(store, limits));
  handlers.on('unlock.trail', ({ before, limit }) => unlockTrail(store, before, limit));
}

/** The unlock requests, newest first, with their results. */
function unlockTrail(store: Store, before: number | undefined, limit: number): CommandOutput<'unlock.trail'> {
  const names = connectionNames(store);
  return newestRequests(store, before ?? Number.MAX_SAFE_INTEGER, limit).flatMap((request) => {
    const { source: id, connectionId, externalId, askedAt: at, who, unlockedBy } = request;
    const job = jobOfSource(store, request);
    if (job === undefined) return [];
    // The record may belong to another lead now, because of a merge.
    const leadId = leadOfRecord(store, { connectionId, externalId }) ?? request.leadId;
    return [
      {
        id,
        at,
        who,
        leadId,
        name: leadName(store, leadId) ?? '',
        source: names.get(connectionId) ?? '',
        outcome: outcomeWords(job.state, job.reason),
        unlockedBy,
      },
    ];
  });
}

/** Creates one request and one job per lead, in one group per source. In the caller's transaction. */
function queueUnlocks(store: Store, candidates: readonly Candidate[], now: number): number {
  let queued = 0;
  for (const [connectionId, chosen] of Map.groupBy(candidates, (one) => one.connectionId)) {
    const label = `Unlock ${chosen.length.toLocaleString('en-US')} ${chosen.length === 1 ? 'lead' : 'leads'}`;
    const groupId = createGroup(store, { connectionId, kind: 'unlock', label, now });
    const sources = chosen.map(({ leadId, externalId }) => ({
      source: addRequest(store, {
        lead_id: leadId,
        connection_id: connectionId,
        external_id: externalId,
        who: me(store),
        asked_at: now,
      }),
      lane: `lead ${externalId}`,
    }));
    queued += enqueue(store, { id: groupId, connectionId }, sources, now);
  }
  return queued;
}
