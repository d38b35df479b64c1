import Database from 'better-sqlite3';
import { z } from 'zod';
import { type SampleLead, sampleLead } from '../leads/sample-leads.ts';
import {
  json,
  type PracticeVendor,
  serveVendor,
  type VendorAnswer,
  type VendorRequest,
} from '../leads/serve-vendor.ts';
import { listed, retrieved, type Shape, toXml } from './answers.ts';
import { BadParameter, type BoardLead, compileOrder, compileQuery } from './query.ts';

export interface PracticeBoardOptions {
  readonly port?: number;
  /** A SQLite file, or by default `:memory:`: what was unlocked, and how many leads there are. */
  readonly file?: string;
  readonly user: string;
  readonly password: string;
  /** The number of leads in a new file; by default 10,000. */
  readonly leads?: number;
  /** The most leads in an answer, whatever `max` requests. */
  readonly cap?: number;
  readonly clock?: () => number;
}

/** A small job board with leads, exactly as in "LocumJobsOnline API v2.0". */
export interface PracticeBoard extends PracticeVendor {
  /** Every lead's id. */
  ids(): number[];
  /** Adds new leads: now, or at a time (ms) and spread after it. */
  arrive(count: number, when?: { readonly at: number; readonly spreadMs?: number }): void;
  /** Unlocks these leads: now, or at a time, ms. */
  unlock(ids: readonly number[], at?: number): void;
  /** Removes these leads from the board. */
  remove(ids: readonly number[]): void;
  /** Changes the phone of a lead, ten digits. */
  changePhone(id: number, phone: string): void;
  /** Makes the next retrievals leave the lead locked, as if the allowance were used up. */
  keepLocked(locked: boolean): void;
  close(): Promise<void>;
}

const idList = z.object({ ids: z.array(z.number().int()).max(10_000) });
const PATH = /^\/api\/v2\.0\/leads(?:\/([^/.]+))?\.(json|xml)$/;
const UNLOCKER = { name: 'Agent, Practice', email: 'practice@example.com' };
/** One in this many leads is initially unlocked. */
const UNLOCKED_EVERY = 9;

/**
 * Starts the practice board on 127.0.0.1. Its control interface: `POST /practice/arrive {"count": 5}`, `POST /practice/unlock {"ids": [1,
 * 2]}`, `POST /practice/remove {"ids": [3]}`, `POST /practice/keep-locked {"locked": true}`, and the faults.
 */
export async function startPracticeBoard(options: PracticeBoardOptions): Promise<PracticeBoard> {
  const clock = options.clock ?? Date.now;
  const db = new Database(options.file ?? ':memory:');
  db.exec(`
    CREATE TABLE IF NOT EXISTS unlocked (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS arrived (id INTEGER PRIMARY KEY, at INTEGER) STRICT;
    CREATE TABLE IF NOT EXISTS phone (id INTEGER PRIMARY KEY, phone TEXT NOT NULL) STRICT;`);
  const leads = new Map<number, SampleLead>();
  const insert = db.prepare<[number, number | null]>('INSERT INTO arrived (id, at) VALUES (?, ?)');
  const insertUnlocked = db.prepare<[number, number]>('INSERT OR IGNORE INTO unlocked (id, at) VALUES (?, ?)');
  if (db.prepare('SELECT 1 FROM arrived').get() === undefined) {
    db.transaction(() => {
      for (let id = 1; id <= (options.leads ?? 10_000); id += 1) {
        insert.run(id, null);
        if (id % UNLOCKED_EVERY === 0) insertUnlocked.run(id, sampleLead(id).sentAt + 3_600_000);
      }
    })();
  }
  const take = (id: number, at: number | null) => {
    const lead = sampleLead(id);
    const phone = db.prepare('SELECT phone FROM phone WHERE id = ?').pluck().get(id) as string | undefined;
    const sentAt = at === null ? lead.sentAt : Math.floor(at / 1000) * 1000;
    leads.set(id, { ...lead, sentAt, phone: phone ?? lead.phone });
  };
  for (const row of db.prepare<[], { id: number; at: number | null }>('SELECT id, at FROM arrived').all())
    take(row.id, row.at);
  const unlocked = new Map<number, number>(
    db
      .prepare<[], { id: number; at: number }>('SELECT id, at FROM unlocked')
      .all()
      .map(({ id, at }) => [id, at]),
  );
  let locks = false;

  const seen = (lead: SampleLead): BoardLead => {
    const at = unlocked.get(lead.id) ?? null;
    return {
      lead,
      unlockedAt: at,
      unlockedBy: at === null ? null : UNLOCKER.name,
      unlockedByEmail: at === null ? null : UNLOCKER.email,
    };
  };
  const written = (format: string, shapes: readonly Shape[], single: boolean): VendorAnswer =>
    format === 'xml'
      ? { status: 200, type: 'application/xml; charset=utf-8', body: toXml(shapes) }
      : json(200, single ? shapes[0] : shapes);
  const wanted = [
    `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`,
    `Bearer ${options.password}`,
  ];

  function answer({ method, url, authorization }: VendorRequest): VendorAnswer {
    const match = PATH.exec(url.pathname);
    if (match === null) return json(404, { error: 'Not Found' });
    if (method !== 'GET') return json(405, { error: 'Method Not Allowed' });
    if (!wanted.includes(authorization)) return json(401, { error: 'Unauthorized' });
    const [, id, format = 'json'] = match;
    if (id !== undefined) {
      const lead = leads.get(Number(id));
      if (lead === undefined) return json(404, { error: 'Lead not found' });
      if (!locks && !unlocked.has(lead.id)) {
        const at = clock();
        insertUnlocked.run(lead.id, at);
        unlocked.set(lead.id, at);
      }
      const one = seen(lead);
      return written(format, [one.unlockedBy === null ? listed(one) : retrieved(one)], true);
    }
    try {
      const test = compileQuery(url.searchParams);
      const order = compileOrder(url.searchParams.get('sort') ?? '');
      const max = Number(url.searchParams.get('max') ?? 100);
      if (!Number.isInteger(max) || max < 1) throw new BadParameter('max must be an integer');
      const found = [...leads.values()].map(seen).filter(test).sort(order);
      return written(format, found.slice(0, Math.min(max, options.cap ?? 1000)).map(listed), false);
    } catch (error) {
      if (error instanceof BadParameter) return json(400, { error: error.message });
      throw error;
    }
  }

  function arrive(count: number, when: { at: number; spreadMs?: number } = { at: clock() }): void {
    db.transaction(() => {
      const first = Math.max(0, ...leads.keys()) + 1;
      for (let n = 0; n < count; n += 1) {
        const at = Math.floor(when.at + ((when.spreadMs ?? 0) * n) / count);
        insert.run(first + n, at);
        take(first + n, at);
      }
    })();
  }

  function unlock(ids: readonly number[], when = clock()): void {
    const at = Math.floor(when);
    db.transaction(() => {
      for (const id of ids) {
        insertUnlocked.run(id, at);
        if (!unlocked.has(id)) unlocked.set(id, at);
      }
    })();
  }

  function remove(ids: readonly number[]): void {
    db.transaction(() => {
      for (const id of ids) {
        db.prepare('DELETE FROM arrived WHERE id = ?').run(id);
        leads.delete(id);
      }
    })();
  }

  function changePhone(id: number, phone: string): void {
    const lead = leads.get(id);
    if (lead === undefined) throw new Error(`The practice board has no lead ${id}.`);
    db.prepare('INSERT OR REPLACE INTO phone (id, phone) VALUES (?, ?)').run(id, phone);
    leads.set(id, { ...lead, phone });
  }

  const vendor = await serveVendor(
    answer,
    (what, body) => {
      if (what === 'arrive') arrive(z.object({ count: z.number().int().min(1).max(10_000) }).parse(body).count);
      else if (what === 'unlock') unlock(idList.parse(body).ids);
      else if (what === 'remove') remove(idList.parse(body).ids);
      else if (what === 'keep-locked') locks = z.object({ locked: z.boolean() }).parse(body).locked;
      else throw new Error(`The practice board has no switch called ${what}.`);
      return { leads: leads.size };
    },
    options.port,
  ).catch((error: unknown) => {
    db.close();
    throw error;
  });
  return {
    ...vendor,
    ids: () => [...leads.keys()],
    arrive,
    unlock,
    remove,
    changePhone,
    keepLocked(locked) {
      locks = locked;
    },
    async close() {
      await vendor.close();
      db.close();
    },
  };
}
