import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataDir } from '../../src-main/db/make-data-dir.ts';
import { migrations } from '../../src-main/db/migrate.ts';
import { databaseFile, openStore } from '../../src-main/db/open.ts';
import type { Store } from '../../src-main/db/store.ts';
import { LeadIndex } from '../../src-main/lead-index/index.ts';
import { ingest } from '../../src-main/leads/ingest.ts';
import type { ReadRecord } from '../../src-main/vendors/lead-record.ts';
import { recordOfNumber } from './inbox-people.ts';

/** Where the benchmark's desks stand; a run that is cut short leaves them there for the next. */
export const SCRATCH = join(tmpdir(), 'trunkline-bench-inbox');
/** Leads that come in by one transaction. */
const BATCH = 2000;
const AGENTS = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn'];
/** Leads of the rare status, whatever the size of the desk. */
export const RARE = 2000;

/** Takes records in the way that all leads come in; gives the seconds it took, without making them. */
export function takeIn(store: Store, index: LeadIndex, from: number, to: number): { seconds: number; longest: number } {
  let seconds = 0;
  let longest = 0;
  for (let first = from; first <= to; first += BATCH) {
    const records: ReadRecord[] = [];
    for (let n = first; n <= Math.min(to, first + BATCH - 1); n++) records.push(recordOfNumber(n));
    const began = performance.now();
    ingest(
      { store, index, now: () => Date.UTC(2026, 0, 1) + first * 1000 },
      {
        connectionId: null,
        kind: (first / BATCH) % 3 < 1 ? 'hand' : 'file',
        source: 'made',
        records,
        rejects: [],
      },
    );
    const ms = performance.now() - began;
    seconds += ms / 1000;
    longest = Math.max(longest, ms);
  }
  return { seconds, longest };
}

/** Work that was done: statuses, owners, tags. */
function work(store: Store, index: LeadIndex, leads: number): void {
  const every = (step: number, from: number) => {
    const ids: number[] = [];
    for (let id = from; id <= leads; id += step) ids.push(id);
    return index.setOf(ids);
  };
  const set = (column: 'status' | 'owner', value: string, step: number, from: number) => {
    index.move(column, value, every(step, from));
    store.prepare(`UPDATE lead SET ${column} = ? WHERE id >= ? AND (id - ?) % ? = 0`).run(value, from, from, step);
  };
  const tag = (value: string, step: number, from: number) => {
    index.add('tag', value, every(step, from));
    store
      .prepare('INSERT INTO lead_tag (lead_id, tag) SELECT id, ? FROM lead WHERE id >= ? AND (id - ?) % ? = 0')
      .run(value, from, from, step);
  };
  store.write(() => {
    set('status', 'working', 5, 1);
    set('status', 'done', 9, 2);
    set('status', 'callback', Math.max(1, Math.floor(leads / RARE)), 3);
    for (const [at, agent] of AGENTS.entries()) set('owner', agent, 14, at + 1);
    tag('hot', 50, 4);
    tag('vip', 1000, 5);
  });
}

/** A desk with so many leads, made when it isn't there. */
export function deskOf(leads: number): string {
  const dataDir = join(SCRATCH, `desk-${leads}`);
  // Another schema makes it anew.
  const whole = join(dataDir, `whole-${migrations.at(-1)?.version ?? 0}`);
  if (existsSync(whole)) return dataDir;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(SCRATCH, { recursive: true });
  makeDataDir(dataDir);
  const store = openStore(databaseFile(dataDir));
  const index = new LeadIndex(store);
  const { seconds, longest } = takeIn(store, index, 1, leads);
  if (leads > 0) work(store, index, leads);
  const began = performance.now();
  while (index.search.tidy(1000));
  const tidied = (performance.now() - began) / 1000;
  // By the store, which records the pages' checksums: a desk with others would be taken for a damaged one.
  store.checkpoint('TRUNCATE');
  store.close();
  writeFileSync(whole, '');
  const n = (value: number) => Math.round(value).toLocaleString('en-US');
  if (leads > 0) {
    console.log(
      `  ${n(leads)} leads made: ${n(leads / seconds)} a second, longest batch ${longest.toFixed(0)} ms, put in order in ${tidied.toFixed(1)} s, ${n(statSync(databaseFile(dataDir)).size / 1e6)} MB`,
    );
  }
  return dataDir;
}

/** Stores nothing, to measure what the index costs. */
export class NoIndex extends LeadIndex {
  override put(): void {}
  override putSearch(): void {}
}

/** How an ingest into an empty desk went: leads a second, and those a second that the idle moments after it make findable. */
export function ingestRate(leads: number, Index: new (store: Store) => LeadIndex): { rate: number; later: number } {
  const dataDir = join(SCRATCH, 'ingest');
  rmSync(dataDir, { recursive: true, force: true });
  makeDataDir(dataDir);
  const store = openStore(databaseFile(dataDir));
  try {
    const index = new Index(store);
    const { seconds } = takeIn(store, index, 1, leads);
    const began = performance.now();
    while (index.search.tidy(50));
    return { rate: leads / seconds, later: leads / ((performance.now() - began) / 1000) };
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
