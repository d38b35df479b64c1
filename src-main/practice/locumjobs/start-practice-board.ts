import { z } from 'zod';
import {
  json,
  type PracticeVendor,
  serveVendor,
  type VendorAnswer,
  type VendorRequest,
} from '../leads/serve-vendor.ts';
import { listed, retrieved, type Shape, toXml } from './answers.ts';
import { BoardStore } from './board-store.ts';
import { BadParameter, compileOrder, compileQuery } from './query.ts';

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

/**
 * Starts the practice board on 127.0.0.1. Its control interface: `POST /practice/arrive {"count": 5}`, `POST /practice/unlock {"ids": [1,
 * 2]}`, `POST /practice/remove {"ids": [3]}`, `POST /practice/keep-locked {"locked": true}`, and the faults.
 */
export async function startPracticeBoard(options: PracticeBoardOptions): Promise<PracticeBoard> {
  const clock = options.clock ?? Date.now;
  const store = new BoardStore(options.file ?? ':memory:', options.leads ?? 10_000);
  const wanted = [
    `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`,
    `Bearer ${options.password}`,
  ];
  let locks = false;

  function answer({ method, url, authorization }: VendorRequest): VendorAnswer {
    const match = PATH.exec(url.pathname);
    if (match === null) return json(404, { error: 'Not Found' });
    if (method !== 'GET') return json(405, { error: 'Method Not Allowed' });
    if (!wanted.includes(authorization)) return json(401, { error: 'Unauthorized' });
    const [, id, format = 'json'] = match;
    if (id === undefined) return listLeads(store, url.searchParams, format, options.cap ?? 1000);
    const one = store.lead(Number(id));
    if (one === undefined) return json(404, { error: 'Lead not found' });
    if (!locks) store.unlock([one.lead.id], clock());
    const now = store.lead(one.lead.id) ?? one;
    return written(format, [now.unlockedBy === null ? listed(now) : retrieved(now)], true);
  }

  function perform(what: string, body: unknown): unknown {
    if (what === 'arrive') {
      store.arrive(z.object({ count: z.number().int().min(1).max(10_000) }).parse(body).count, { at: clock() });
    } else if (what === 'unlock') store.unlock(idList.parse(body).ids, clock());
    else if (what === 'remove') store.remove(idList.parse(body).ids);
    else if (what === 'keep-locked') locks = z.object({ locked: z.boolean() }).parse(body).locked;
    else throw new Error(`The practice board has no switch called ${what}.`);
    return { leads: store.ids().length };
  }

  const vendor = await serveVendor(answer, perform, options.port).catch((error: unknown) => {
    store.close();
    throw error;
  });
  return {
    ...vendor,
    ids: () => store.ids(),
    arrive: (count, when = { at: clock() }) => store.arrive(count, when),
    unlock: (ids, at = clock()) => store.unlock(ids, at),
    remove: (ids) => store.remove(ids),
    changePhone: (id, phone) => store.changePhone(id, phone),
    keepLocked(locked) {
      locks = locked;
    },
    async close() {
      await vendor.close();
      store.close();
    },
  };
}

/** "List all leads". */
function listLeads(store: BoardStore, query: URLSearchParams, format: string, cap: number): VendorAnswer {
  try {
    const test = compileQuery(query);
    const order = compileOrder(query.get('sort') ?? '');
    const max = Number(query.get('max') ?? 100);
    if (!Number.isInteger(max) || max < 1) throw new BadParameter('max must be an integer');
    const found = store.leads().filter(test).sort(order);
    return written(format, found.slice(0, Math.min(max, cap)).map(listed), false);
  } catch (error) {
    if (error instanceof BadParameter) return json(400, { error: error.message });
    throw error;
  }
}

const written = (format: string, shapes: readonly Shape[], single: boolean): VendorAnswer =>
  format === 'xml'
    ? { status: 200, type: 'application/xml; charset=utf-8', body: toXml(shapes) }
    : json(200, single ? shapes[0] : shapes);
