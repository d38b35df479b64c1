import { CommandError, type CommandOutput } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { connectionNames } from '../connections/connection-rows.ts';
import { me } from '../db/me.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
import { leadName } from '../leads/lead-rows.ts';
import { leadOfRecord } from '../leads/record-rows.ts';
import { jobOfSource } from '../queue/job-rows.ts';
import { createGroup, enqueue } from '../queue/jobs.ts';
import { type Candidate, chosenToUnlock, consider } from './candidates.ts';
import { keepLimits, readLimits } from './limits.ts';
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
      return ask(store, candidates, now());
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
  return store
    .all(
      sqlOf
        .selectFrom('unlock_request')
        .select(['id', 'asked_at', 'who', 'lead_id', 'unlocked_by', 'connection_id', 'external_id'])
        .where('id', '<', before ?? Number.MAX_SAFE_INTEGER)
        .orderBy('id', 'desc')
        .limit(limit),
    )
    .flatMap((row) => {
      const job = jobOfSource(store, { connectionId: row.connection_id, source: row.id });
      if (job === undefined) return [];
      // Whose the record is now: it may have been joined with others since.
      const leadId =
        leadOfRecord(store, { connectionId: row.connection_id, externalId: row.external_id }) ?? row.lead_id;
      return [
        {
          id: row.id,
          at: row.asked_at,
          who: row.who,
          leadId,
          name: leadName(store, leadId) ?? '',
          source: names.get(row.connection_id) ?? '',
          outcome: outcomeWords(job.state, job.reason),
          unlockedBy: row.unlocked_by,
        },
      ];
    });
}

/** One request and one job a lead, in a group a source. In the caller's transaction. */
function ask(store: Store, candidates: readonly Candidate[], now: number): number {
  let queued = 0;
  for (const [connectionId, chosen] of Map.groupBy(candidates, (one) => one.connectionId)) {
    const label = `Unlock ${chosen.length.toLocaleString('en-US')} ${chosen.length === 1 ? 'lead' : 'leads'}`;
    const groupId = createGroup(store, { connectionId, kind: 'unlock', label, now });
    const sources = chosen.map(({ leadId, externalId }) => ({
      source: store.run(
        sqlOf.insertInto('unlock_request').values({
          lead_id: leadId,
          connection_id: connectionId,
          external_id: externalId,
          who: me(store),
          asked_at: now,
        }),
      ).lastId,
      lane: `lead ${externalId}`,
    }));
    queued += enqueue(store, { id: groupId, connectionId }, sources, now);
  }
  return queued;
}
