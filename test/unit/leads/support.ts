import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import type { IndexChange, SearchText } from '../../../src-main/lead-index/index.ts';
import { LeadHooks } from '../../../src-main/leads/hooks.ts';
import type { IndexPort, LeadPorts } from '../../../src-main/leads/ports.ts';
import type { ReadRecord } from '../../../src-main/vendors/lead-record.ts';
import { NO_FIELDS } from '../../../src-main/vendors/lead-record.ts';
import type { LeadFacet, LeadFields } from '../../../src-preload/contract/index.ts';

/** An index in memory that refuses a change whose `before` is not what it holds: what the true one has to rely on. */
export class StrictIndex implements IndexPort {
  readonly facets = new Map<number, Map<LeadFacet, readonly string[]>>();
  readonly texts = new Map<number, SearchText>();

  put(changes: readonly IndexChange[]): void {
    for (const { id, before, after } of changes) {
      const held = this.facets.get(id);
      if (before === null && held) throw new Error(`Lead ${id} is in the index already`);
      if (before !== null && !held) throw new Error(`Lead ${id} is not in the index`);
      for (const [facet, values] of Object.entries(before ?? {}) as [LeadFacet, readonly string[]][]) {
        const [was, said] = [[...(held?.get(facet) ?? [])].sort(), [...values].sort()];
        if (was.join('|') !== said.join('|')) throw new Error(`Lead ${id} has ${facet} ${was}, not ${said}`);
      }
      if (after === null) {
        for (const [facet, values] of held ?? []) {
          if (values.length > 0 && before?.[facet] === undefined) throw new Error(`${facet} of ${id} would stay`);
        }
        this.facets.delete(id);
        continue;
      }
      const next = new Map(held);
      for (const [facet, values] of Object.entries(after) as [LeadFacet, readonly string[]][]) next.set(facet, values);
      this.facets.set(id, next);
    }
  }

  putSearch(before: readonly SearchText[], after: readonly SearchText[]): void {
    for (const entry of before) {
      const held = this.texts.get(entry.id);
      if (JSON.stringify(sorted(held)) !== JSON.stringify(sorted(entry)))
        throw new Error(`Text of ${entry.id} is other`);
      this.texts.delete(entry.id);
    }
    for (const entry of after) {
      if (this.texts.has(entry.id)) throw new Error(`Text of ${entry.id} is there already`);
      this.texts.set(entry.id, entry);
    }
  }

  noteChanged(): void {}

  async removeTraces(): Promise<void> {}

  erase(id: number): void {
    this.facets.delete(id);
    this.texts.delete(id);
  }

  valuesOf(id: number, facet: LeadFacet): string[] {
    return [...(this.facets.get(id)?.get(facet) ?? [])];
  }
}

const sorted = (entry: SearchText | undefined) =>
  entry && [entry.id, entry.name, entry.words, entry.notes, [...entry.phones].sort()];

export interface TestDesk extends LeadPorts {
  readonly store: Store;
  readonly index: StrictIndex;
  readonly hooks: LeadHooks;
  readonly dir: string;
  time: number;
  /** A connection's id. */
  connect(name: string, kind?: string): number;
  close(): void;
}

/** A real store in a folder of its own, with the strict index. */
export function testDesk(): TestDesk {
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-leads-'));
  const store = openStore(join(dir, 'desk.db'));
  const desk: TestDesk = {
    store,
    dir,
    index: new StrictIndex(),
    hooks: new LeadHooks(),
    time: Date.UTC(2025, 0, 6, 9),
    now: () => desk.time,
    connect: (name, kind = 'locumjobs') =>
      Number(
        store
          .prepare(
            `INSERT INTO connection (kind, name, url, user, options, timeout_ms, run_state, created_at)
             VALUES (?, ?, 'https://vendor.test', '', '{}', 1000, 'running', 0)`,
          )
          .run(kind, name).lastInsertRowid,
      ),
    close() {
      store.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return desk;
}

/** A record as a vendor's reader gives it. */
export function record(externalId: string, fields: Partial<LeadFields>, more: Partial<ReadRecord> = {}): ReadRecord {
  const all = { ...NO_FIELDS, ...fields };
  return { externalId, fields: all, raw: JSON.stringify({ id: externalId, ...fields }), unlocked: false, ...more };
}

/** What stands in a table, for comparing. */
export const rows = <Row = Record<string, unknown>>(store: Store, sql: string): Row[] =>
  store.prepare(sql).all() as Row[];
