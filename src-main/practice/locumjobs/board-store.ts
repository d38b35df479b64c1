import Database from 'better-sqlite3';
import { type SampleLead, sampleLead } from '../leads/sample-leads.ts';
import type { BoardLead } from './query.ts';

const UNLOCKER = { name: 'Agent, Practice', email: 'practice@example.com' };
/** One in this many leads is initially unlocked. */
const UNLOCKED_EVERY = 9;

/** The practice board's data, in its SQLite file and in memory: the leads, and which of them were unlocked. */
export class BoardStore {
  readonly #db: Database.Database;
  readonly #insert: Database.Statement<[number, number | null]>;
  readonly #insertUnlocked: Database.Statement<[number, number]>;
  readonly #leads = new Map<number, SampleLead>();
  /** When a lead was unlocked, ms, by its id. */
  readonly #unlocked = new Map<number, number>();

  /** @param leads how many there are in a new file */
  constructor(file: string, leads: number) {
    this.#db = new Database(file);
    this.#db.exec(`
      CREATE TABLE IF NOT EXISTS unlocked (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS arrived (id INTEGER PRIMARY KEY, at INTEGER) STRICT;
      CREATE TABLE IF NOT EXISTS phone (id INTEGER PRIMARY KEY, phone TEXT NOT NULL) STRICT;`);
    this.#insert = this.#db.prepare('INSERT INTO arrived (id, at) VALUES (?, ?)');
    this.#insertUnlocked = this.#db.prepare('INSERT OR IGNORE INTO unlocked (id, at) VALUES (?, ?)');
    if (this.#db.prepare('SELECT 1 FROM arrived').get() === undefined) this.#fill(leads);
    const arrived = this.#db.prepare<[], { id: number; at: number | null }>('SELECT id, at FROM arrived');
    for (const { id, at } of arrived.all()) this.#take(id, at);
    const unlocked = this.#db.prepare<[], { id: number; at: number }>('SELECT id, at FROM unlocked');
    for (const { id, at } of unlocked.all()) this.#unlocked.set(id, at);
  }

  #fill(leads: number): void {
    this.#db.transaction(() => {
      for (let id = 1; id <= leads; id += 1) {
        this.#insert.run(id, null);
        if (id % UNLOCKED_EVERY === 0) this.#insertUnlocked.run(id, sampleLead(id).sentAt + 3_600_000);
      }
    })();
  }

  #take(id: number, at: number | null): void {
    const lead = sampleLead(id);
    const phone = this.#db.prepare<[number], string>('SELECT phone FROM phone WHERE id = ?').pluck().get(id);
    const sentAt = at === null ? lead.sentAt : Math.floor(at / 1000) * 1000;
    this.#leads.set(id, { ...lead, sentAt, phone: phone ?? lead.phone });
  }

  ids(): number[] {
    return [...this.#leads.keys()];
  }

  leads(): BoardLead[] {
    return [...this.#leads.values()].map((lead) => this.#shown(lead));
  }

  /** A lead; undefined if there is none with this id. */
  lead(id: number): BoardLead | undefined {
    const lead = this.#leads.get(id);
    return lead && this.#shown(lead);
  }

  #shown(lead: SampleLead): BoardLead {
    const at = this.#unlocked.get(lead.id);
    return at === undefined
      ? { lead, unlockedAt: null, unlockedBy: null, unlockedByEmail: null }
      : { lead, unlockedAt: at, unlockedBy: UNLOCKER.name, unlockedByEmail: UNLOCKER.email };
  }

  /** Adds new leads: at a time (ms) and spread after it. */
  arrive(count: number, { at, spreadMs = 0 }: { readonly at: number; readonly spreadMs?: number }): void {
    this.#db.transaction(() => {
      const first = Math.max(0, ...this.#leads.keys()) + 1;
      for (let n = 0; n < count; n += 1) {
        const arrived = Math.floor(at + (spreadMs * n) / count);
        this.#insert.run(first + n, arrived);
        this.#take(first + n, arrived);
      }
    })();
  }

  /** Unlocks these leads at a time, ms, unless they are unlocked. */
  unlock(ids: readonly number[], when: number): void {
    const at = Math.floor(when);
    this.#db.transaction(() => {
      for (const id of ids) {
        this.#insertUnlocked.run(id, at);
        if (!this.#unlocked.has(id)) this.#unlocked.set(id, at);
      }
    })();
  }

  remove(ids: readonly number[]): void {
    const drop = this.#db.prepare('DELETE FROM arrived WHERE id = ?');
    this.#db.transaction(() => {
      for (const id of ids) {
        drop.run(id);
        this.#leads.delete(id);
      }
    })();
  }

  /** Changes the phone of a lead, ten digits. */
  changePhone(id: number, phone: string): void {
    const lead = this.#leads.get(id);
    if (lead === undefined) throw new Error(`The practice board has no lead ${id}.`);
    this.#db.prepare('INSERT OR REPLACE INTO phone (id, phone) VALUES (?, ?)').run(id, phone);
    this.#leads.set(id, { ...lead, phone });
  }

  close(): void {
    this.#db.close();
  }
}
