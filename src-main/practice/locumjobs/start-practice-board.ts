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
  /** A SQLite file, or `:memory:`, the default: what was unlocked, and how many leads there are. */
  readonly file?: string;
  readonly user: string;
  readonly password: string;
  /** 10,000 unless told otherwise; only for a board that is new. */
  readonly leads?: number;
  /** The most leads an answer holds, whatever `max` asks for. */
  readonly cap?: number;
  readonly clock?: () => number;
}

/** A job board's leads in miniature, to the letter of "LocumJobsOnline API v2.0". */
export interface PracticeBoard extends PracticeVendor {
  /** Every lead's id. */
  ids(): number[];
  /** So many new leads arrive now. */
  arrive(count: number): void;
  /** The next retrievals leave the lead locked, as when the allowance is used up. */
  keepLocked(locked: boolean): void;
  close(): Promise<void>;
}

const PATH = /^\/api\/v2\.0\/leads(?:\/([^/.]+))?\.(json|xml)$/;
const UNLOCKER = { name: 'Agent, Practice', email: 'practice@example.com' };
/** One lead in so many is unlocked from the beginning. */
const UNLOCKED_EVERY = 9;

/** Starts the practice board on 127.0.0.1. Its switchboard: `POST /practice/arrive {"count": 5}`, `POST /practice/keep-locked {"locked": true}`, and the faults. */
export async function startPracticeBoard(options: PracticeBoardOptions): Promise<PracticeBoard> {
  const clock = options.clock ?? Date.now;
  const db = new Database(options.file ?? ':memory:');
  db.exec(`
    CREATE TABLE IF NOT EXISTS unlocked (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS arrived (id INTEGER PRIMARY KEY, at INTEGER) STRICT;`);
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
    leads.set(id, at === null ? lead : { ...lead, sentAt: Math.floor(at / 1000) * 1000 });
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

  function arrive(count: number): void {
    db.transaction(() => {
      for (let n = 0; n < count; n += 1) {
        const id = leads.size + 1;
        const at = clock();
        insert.run(id, at);
        take(id, at);
      }
    })();
  }

  const vendor = await serveVendor(
    answer,
    (what, body) => {
      if (what === 'arrive') arrive(z.object({ count: z.number().int().min(1).max(10_000) }).parse(body).count);
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
    keepLocked(locked) {
      locks = locked;
    },
    async close() {
      await vendor.close();
      db.close();
    },
  };
}
