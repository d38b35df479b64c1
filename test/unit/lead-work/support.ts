import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CallTimes, registerCallTimes } from '../../../src-main/call-times/handlers.ts';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { LeadIndex, type SearchText } from '../../../src-main/lead-index/index.ts';
import { LeadSearch } from '../../../src-main/lead-index/search/lead-search.ts';
import { leadsCalledBackBy } from '../../../src-main/lead-work/callback-rows.ts';
import { calleeOf } from '../../../src-main/lead-work/calls.ts';
import { type LeadWorkModule, registerLeadWork } from '../../../src-main/lead-work/handlers.ts';
import type { WorkPorts } from '../../../src-main/lead-work/ports.ts';
import { registerLeads } from '../../../src-main/leads/handlers.ts';
import { LeadHooks } from '../../../src-main/leads/hooks.ts';
import type { Clock } from '../../../src-main/platform/clock.ts';
import type { CommandInput, CommandOutput, CoreCommandName, LeadFields } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';

/** Noon of a Wednesday in New York: open everywhere from there to Los Angeles. */
export const NOON = Date.parse('2026-03-04T12:00:00-05:00');
export const HOUR = 3_600_000;

/** A clock that a test turns; what falls due happens at once. */
export class HandClock implements Clock {
  #now = NOON;
  #timers: { at: number; fn: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, fn: () => void): () => void {
    const timer = { at: this.#now + ms, fn };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  get waiting(): number {
    return this.#timers.length;
  }

  turn(ms: number): void {
    const to = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.fn();
    }
    this.#now = to;
  }
}

/** A search that refuses to be told what it does not hold. */
class StrictSearch extends LeadSearch {
  readonly texts = new Map<number, SearchText>();

  override put(before: readonly (Pick<SearchText, 'id'> & Partial<SearchText>)[], after: readonly SearchText[]): void {
    for (const { id, notes } of before) {
      if (notes !== undefined && this.texts.get(id)?.notes !== notes) throw new Error(`The notes of ${id} are others`);
      this.texts.delete(id);
    }
    for (const entry of after) {
      if (this.texts.has(entry.id)) throw new Error(`${entry.id} is in the search already`);
      this.texts.set(entry.id, entry);
    }
    super.put(before, after);
  }
}

export interface WorkDesk {
  readonly store: Store;
  readonly index: LeadIndex;
  readonly hooks: LeadHooks;
  readonly clock: HandClock;
  readonly room: LeadWorkModule;
  readonly search: StrictSearch;
  readonly told: string[];
  call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** A lead by hand. @returns its id */
  lead(fields: Partial<LeadFields>): Promise<number>;
}

/** The rooms of leads up to this one, on a database of their own. */
export function workDesk(): WorkDesk {
  const folder = testFolder();
  const store = openStore(join(folder, 'trunkline.db'));
  const clock = new HandClock();
  const now = () => clock.now();
  const search = new StrictSearch(store);
  const index = new LeadIndex(store, { callbacksOf: (agent) => leadsCalledBackBy(store, agent) }, search);
  const hooks = new LeadHooks();
  const handlers = new Handlers();
  const told: string[] = [];
  const changed = (topic: string) => told.push(topic);
  const times = new CallTimes(store, now);
  const ports: WorkPorts = { store, index, now, clock, hooks, times, changed };
  registerLeads(handlers, { store, index, now, hooks, exportsDir: folder, uploadsDir: folder, changed });
  registerCallTimes(handlers, times, {
    store,
    now,
    changed: () => changed('leads'),
    calleeOf: (id) => calleeOf(ports, id),
  });
  const room = registerLeadWork(handlers, ports);
  onTestFinished(() => {
    room.close();
    store.close();
  });
  const call = async <N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const reply = await handlers.call(name, input);
    if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
    return reply.value as CommandOutput<N>;
  };
  const lead = async (fields: Partial<LeadFields>) => (await call('leads.add', { fields })).id;
  return { store, index, hooks, clock, room, search, told, call, lead };
}

/** Leads straight into table and index, for numbers that no command would make in a test's time. @returns their ids */
export function manyLeads(
  { store, index }: Pick<WorkDesk, 'store' | 'index'>,
  count: number,
): { first: number; last: number } {
  return store.write(() => {
    const insert = store.prepare(
      `INSERT INTO lead (first_name, last_name, name_key, city, state, zip, license, licensed_states, specialties, employment_type, received_at)
       VALUES ('A', 'B', 'b a', '', 'NY', '', '', '', '', '', 1)`,
    );
    let [first, last] = [0, 0];
    for (let i = 0; i < count; i++) {
      last = Number(insert.run().lastInsertRowid);
      first ||= last;
    }
    const ids = Array.from({ length: count }, (_, i) => first + i);
    index.put(ids.map((id) => ({ id, before: null, after: { status: ['new'], attempts: ['0'] } })));
    return { first, last };
  });
}
