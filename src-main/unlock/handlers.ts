import { CommandError } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { me } from '../db/me.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { LeadIndex } from '../lead-index/index.ts';
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
          `You agreed to ${expected.toLocaleString('en-US')}, but ${candidates.length.toLocaleString('en-US')} would be unlocked now. Look again.`,
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
  handlers.on('unlock.trail', ({ before, limit }) =>
    store
      .all(
        sqlOf
          .selectFrom('unlock_request as u')
          .innerJoin('connection', 'connection.id', 'u.connection_id')
          .innerJoin('job', (join) =>
            join.onRef('job.source', '=', 'u.id').onRef('job.connection_id', '=', 'u.connection_id'),
          )
          // Whose the record is now: it may have been joined with others since.
          .leftJoin('lead_record as r', (join) =>
            join.onRef('r.connection_id', '=', 'u.connection_id').onRef('r.external_id', '=', 'u.external_id'),
          )
          .leftJoin('lead', (join) => join.on((on) => on('lead.id', '=', on.fn.coalesce('r.lead_id', 'u.lead_id'))))
          .select(['u.id', 'u.asked_at', 'u.who', 'u.lead_id', 'u.unlocked_by', 'connection.name as source'])
          .select('r.lead_id as lead_now')
          .select(['lead.first_name', 'lead.last_name', 'job.state', 'job.reason'])
          .where('u.id', '<', before ?? Number.MAX_SAFE_INTEGER)
          .orderBy('u.id', 'desc')
          .limit(limit),
      )
      .map((row) => ({
        id: row.id,
        at: row.asked_at,
        who: row.who,
        leadId: row.lead_now ?? row.lead_id,
        name: `${row.first_name ?? ''} ${row.last_name ?? ''}`.trim(),
        source: row.source,
        outcome: outcomeWords(row.state, row.reason),
        unlockedBy: row.unlocked_by,
      })),
  );
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
