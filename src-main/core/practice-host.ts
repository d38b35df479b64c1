import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { dialSettings } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { listConnections, saveConnection } from '../connections/connections.ts';
import type { Passwords } from '../connections/passwords.ts';
import { type Store, sqlOf } from '../db/store.ts';
import { configure, openFile } from '../dialing/imports.ts';
import { PRACTICE_CAMPAIGN, PRACTICE_LIST, PRACTICE_PASSWORD, PRACTICE_USER } from '../practice/names.ts';
import { writeSampleList } from '../practice/sample-list.ts';
import { workerUrl } from './worker-url.ts';

/** Rows of the sample list. */
const SAMPLE_ROWS = 5_000;
/** What the sample list is loaded with: the practice list, and duplicates refused, so that a lost answer settles itself. */
const SETTINGS = dialSettings.parse({
  list_id: PRACTICE_LIST,
  campaign: PRACTICE_CAMPAIGN,
  campaign_id: PRACTICE_CAMPAIGN,
  duplicate_check: { checks: [{ by: 'PHONE', within: 'LIST' }], days: null },
});
const META_KEY = 'practice-port';
const NAME = 'Practice dialer';

export interface PracticePorts {
  readonly store: Store;
  readonly dataDir: string;
  readonly passwords: Passwords;
  readonly now: () => number;
  readonly changed: () => void;
}

/** The practice vendors inside the desk: on a thread of their own, on loopback, kept from start to start. */
export class PracticeHost {
  readonly #ports: PracticePorts;
  #worker: Worker | null = null;
  #url: string | null = null;

  constructor(ports: PracticePorts) {
    this.#ports = ports;
  }

  /** Starts the practice dialer again where the operator uses it. */
  async resume(): Promise<void> {
    const port = this.#ports.store.get(sqlOf.selectFrom('meta').select('value').where('key', '=', META_KEY))?.value;
    if (port === undefined) return;
    const inUse = listConnections(this.#ports.store).some(({ url }) => new URL(url).port === port);
    if (inUse) await this.#listen(Number(port)).catch(() => {});
  }

  /** The connection to the practice dialer, if there is one: its password is no secret and is never kept. */
  lendPassword(): void {
    const own = listConnections(this.#ports.store).find(
      ({ name, url }) => name === NAME && new URL(url).hostname === '127.0.0.1',
    );
    if (own) this.#ports.passwords.lend(own.id, PRACTICE_PASSWORD);
  }

  register(handlers: Handlers): void {
    handlers.on('practice.start', async () => {
      const url = this.#url ?? (await this.#listen(0));
      const connectionId = this.#connect(url);
      const folder = join(this.#ports.dataDir, 'exports');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const samplePath = join(folder, 'Practice list.csv');
      await writeSampleList(samplePath, SAMPLE_ROWS);
      const importId = await openFile(this.#ports.store, samplePath, undefined, this.#ports.now());
      configure(this.#ports.store, { id: importId, connectionId, settings: SETTINGS }, this.#ports.now());
      this.#ports.changed();
      return { connectionId, url, samplePath, importId };
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #connect(url: string): number {
    const { store, now, passwords } = this.#ports;
    const known = listConnections(store).find((one) => one.name === NAME);
    const id = saveConnection(
      store,
      {
        ...(known ? { id: known.id } : {}),
        kind: 'crocodial',
        name: NAME,
        url,
        user: PRACTICE_USER,
        traits: { accents: 'fold', plus: 'space' },
        concurrency: null,
        perSecond: null,
        timeoutMs: 30_000,
      },
      now(),
    );
    passwords.lend(id, PRACTICE_PASSWORD);
    return id;
  }

  async #listen(port: number): Promise<string> {
    const worker = new Worker(workerUrl('practice-worker'), {
      name: 'trunkline practice',
      workerData: { port, file: join(this.#ports.dataDir, 'practice-dialer.db') },
    });
    const url = await new Promise<string>((resolve, reject) => {
      worker.once('message', (message: { url: string } | { error: string }) => {
        if ('url' in message) resolve(message.url);
        else reject(new Error(message.error));
      });
      worker.once('error', reject);
    });
    this.#worker = worker;
    this.#url = url;
    const value = new URL(url).port;
    this.#ports.store.run(
      sqlOf
        .insertInto('meta')
        .values({ key: META_KEY, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
    );
    return url;
  }
}
