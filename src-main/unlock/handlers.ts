import { CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { connectionNames } from '../connections/connection-rows.ts';
import { me } from '../db/me.ts';
import type { Store } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { leadName } from '../leads/lead-rows.ts';
import { leadOfRecord } from '../leads/record-rows.ts';
import { jobOfSource } from '../queue/job-rows.ts';
import { createGroup, enqueue } from '../queue/jobs.ts';
import { type Candidate, chosenToUnlock, consider } from './candidates.ts';
import { keepLimits, readLimits } from './limits.ts';
import { addRequest, newestRequests } from './request-rows.ts';
import { outcomeWords } from './words.ts';

export interface UnlockRoomPorts {
  readonly store: Store;
  readonly index: LeadIndex;
  readonly now: () => number;
  /** There are new jobs. */
  readonly wake: () => void;
  readonly changed: () => void;
}

/** Registers the commands of unlocking. */
export function registerUnlock(handlers: Handlers, ports: UnlockRoomPorts): void {
  const { store, now } = ports;
  handlers.on(
    'unlock.preview',
    async ({ which, skipHeld }) => consider(ports, await chosenToUnlock(ports, which), skipHeld).preview,
  );
  handlers.on('unlock.start', async ({ which, skipHeld, expected }) => {
    const ids = await chosenToUnlock(ports, which);
    // Looked at again in the transaction that asks: what was agreed to is what happens, or nothing does.
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
  handlers.on('unlock.trail', ({ before, limit }) => trail(store, before, limit));
}

/** What was asked to be unlocked, newest first, with what became of it. */
function trail(store: Store, before: number | undefined, limit: number): CommandOutput<'unlock.trail'> {
  const names = connectionNames(store);
  return newestRequests(store, before ?? Number.MAX_SAFE_INTEGER, limit).flatMap((request) => {
    const { source: id, connectionId, externalId, askedAt: at, who, unlockedBy } = request;
    const job = jobOfSource(store, request);
    if (job === undefined) return [];
    // Whose the record is now: it may have been joined with others since.
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

/** One request and one job a lead, in a group a source. In the caller's transaction. */
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
