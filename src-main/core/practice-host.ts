import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  CommandError,
  dialSettings,
  liondeskOptions,
  type PracticeFault,
  type PracticeFaults,
  type PracticeVendorName,
  practiceVendor,
  type SourceOptions,
} from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import { listConnections, moveConnections, saveConnection } from '../connections/connections.ts';
import type { Passwords } from '../connections/passwords.ts';
import { metaOf } from '../db/meta.ts';
import type { Store } from '../db/store.ts';
import { configure, openFile } from '../dialing/imports.ts';
import { EXPORTS } from '../files/own-files.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { log, logError } from '../platform/log/log.ts';
import { PRACTICE_CAMPAIGN, PRACTICE_LIST, PRACTICE_PASSWORD, PRACTICE_USER } from '../practice/names.ts';
import { writeSampleList } from '../practice/sample-list.ts';
import { knownFaults } from '../practice/switch-faults.ts';
import { connectPracticeReceiver, writeSampleLeads } from './practice-receiver.ts';
import type { FromPractice, PracticePlan, PracticeUrls, ToPractice } from './practice-worker.ts';
import { workerUrl } from './worker-url.ts';

/** The number of rows of the sample list. */
const SAMPLE_ROWS = 5_000;
/** The settings with which the sample list is loaded: the practice list, with duplicates refused, so that a lost answer can be resolved. */
const SETTINGS = dialSettings.parse({
  list_id: PRACTICE_LIST,
  campaign: PRACTICE_CAMPAIGN,
  campaign_id: PRACTICE_CAMPAIGN,
  duplicate_check: { checks: [{ by: 'PHONE', within: 'LIST' }], days: null },
});
/**
 * The practice vendors, with the name of each on this desk and the key under which its port is stored. LeadExec is only connected on
 * request.
 */
const VENDORS = {
  dialer: { kind: 'crocodial', name: 'Practice dialer', metaKey: 'practice-port' },
  board: { kind: 'locumjobs', name: 'Practice job board', metaKey: 'practice-board-port' },
  desk: { kind: 'liondesk', name: 'Practice LionDesk', metaKey: 'practice-desk-port' },
  leadexec: { kind: null, name: 'Practice LeadExec', metaKey: 'practice-leadexec-port' },
} as const;
const NAMES = practiceVendor.options;
/**
 * The initial fetch settings of the practice LionDesk: frequent, because leads are claimed within minutes, and with claims reported to it.
 */
const DESK_SOURCE: SourceOptions = liondeskOptions.parse({
  kind: 'liondesk',
  everyMinutes: 0.25,
  writeBack: true,
  soleUse: true,
});

export interface PracticePorts {
  readonly store: Store;
  readonly dataDir: string;
  readonly passwords: Passwords;
  readonly now: () => number;
  readonly changed: () => void;
}

/** Sets the password of the connections to practice vendors, if there are any. It is not a secret and is never stored. */
export function lendPracticePassword(store: Store, passwords: Passwords): void {
  for (const { id, name, url } of listConnections(store)) {
    const isPractice = NAMES.some((vendor) => VENDORS[vendor].name === name);
    if (isPractice && new URL(url).hostname === '127.0.0.1') passwords.lend(id, PRACTICE_PASSWORD);
  }
}

/** The module of the practice vendors inside the desk. */
export function createPractice(context: ModuleContext, needs: { readonly passwords: Passwords }): Module {
  const { store, dataDir, now, events, sends } = context;
  const handlers = new Handlers();
  const changed = () => events.publish('connections-changed');
  const practice = new PracticeHost({ store, dataDir, passwords: needs.passwords, now, changed });
  practice.register(handlers);
  return {
    handlers,
    async start() {
      if (sends) await practice.resume();
    },
    stop: () => practice.close(),
  };
}

/** The practice vendors inside the desk, on a separate thread and on loopback. They are kept from start to start. */
export class PracticeHost {
  readonly #ports: PracticePorts;
  #worker: Worker | null = null;
  #urls: PracticeUrls | null = null;
  /** The faults that are switched on; initially none. */
  readonly #faults = new Map<PracticeVendorName, { readonly on: readonly PracticeFault[]; readonly every: number }>();

  constructor(ports: PracticePorts) {
    this.#ports = ports;
  }

  /** Starts the practice vendors again if the operator uses them. */
  async resume(): Promise<void> {
    const inUse = listConnections(this.#ports.store).some(({ url }) =>
      NAMES.some((name) => this.#portOf(name) !== 0 && new URL(url).port === String(this.#portOf(name))),
    );
    try {
      if (inUse) await this.#listen();
    } catch (error) {
      // The desk works without the practice vendors. Their connections then show that nobody answers.
      logError('the practice vendors could not be started', error, {}, 'warn');
    }
  }

  register(handlers: Handlers): void {
    handlers.on('practice.start', async ({ receiver }) => {
      if (this.#urls !== null) this.#worker?.postMessage({ kind: 'liven' } satisfies ToPractice);
      const urls = this.#urls ?? (await this.#listen());
      const connectionId = this.#connect('dialer', urls.dialer);
      const sourceIds = [this.#connect('board', urls.board), this.#connect('desk', urls.desk)];
      const samplePath = join(this.#ports.dataDir, EXPORTS, 'Practice list.csv');
      await replaceFile(samplePath, (unfinished) => writeSampleList(unfinished, SAMPLE_ROWS));
      const importId = await openFile(this.#ports.store, samplePath, undefined, this.#ports.now());
      configure(this.#ports.store, { id: importId, connectionId, settings: SETTINGS }, this.#ports.now());
      const posting = receiver ? await this.#connectReceiver(urls.leadexec) : null;
      this.#ports.changed();
      return { connectionId, sourceIds, url: urls.dialer, samplePath, importId, posting };
    });
    handlers.on('practice.faults', () => this.#shownFaults());
    handlers.on('practice.setFaults', async ({ vendor, on, every }) => {
      const unknown = on.find((one) => !knownFaults(vendor).includes(one));
      if (unknown !== undefined) {
        throw new CommandError('invalid-input', `${VENDORS[vendor].name} has no fault ${unknown}.`, 'on');
      }
      await this.#switch(vendor, on, every);
      this.#ports.changed();
      return this.#shownFaults();
    });
  }

  /** Connects the practice LeadExec and writes a file of leads to post to it. */
  async #connectReceiver(url: string): Promise<{ connectionId: number; leadsPath: string }> {
    const { store, now, passwords, dataDir } = this.#ports;
    const connectionId = connectPracticeReceiver(store, VENDORS.leadexec.name, url, now());
    passwords.lend(connectionId, PRACTICE_PASSWORD);
    const leadsPath = join(dataDir, EXPORTS, 'Practice leads.csv');
    await writeSampleLeads(leadsPath);
    return { connectionId, leadsPath };
  }

  #shownFaults(): PracticeFaults {
    const vendors = NAMES.map((vendor) => {
      const { on = [], every = 1 } = this.#faults.get(vendor) ?? {};
      const { name } = VENDORS[vendor];
      return { vendor, name, url: this.#urls?.[vendor] ?? null, known: knownFaults(vendor), on: [...on], every };
    });
    return { running: this.#worker !== null, vendors };
  }

  /** Switches faults, and resolves when they are in effect at the vendor. */
  async #switch(vendor: PracticeVendorName, on: readonly PracticeFault[], every: number): Promise<void> {
    const worker = this.#worker;
    if (worker === null) {
      throw new CommandError('conflict', 'The practice vendors are not running. Start them first.');
    }
    const switched = new Promise<void>((resolve, reject) => {
      const onMessage = (message: FromPractice) => {
        if (!('switched' in message) || message.switched !== vendor) return;
        worker.off('message', onMessage);
        resolve();
      };
      worker.on('message', onMessage);
      worker.once('exit', () => reject(new CommandError('unavailable', 'The practice vendors have stopped.')));
    });
    worker.postMessage({ kind: 'faults', vendor, on, every } satisfies ToPractice);
    await switched;
    this.#faults.set(vendor, { on, every });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #connect(vendor: Exclude<PracticeVendorName, 'leadexec'>, url: string): number {
    const { store, now, passwords } = this.#ports;
    const { kind, name } = VENDORS[vendor];
    const known = listConnections(store).find((one) => one.name === name);
    const id = saveConnection(
      store,
      {
        ...(known ? { id: known.id } : vendor === 'desk' ? { source: DESK_SOURCE } : {}),
        kind,
        name,
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

  /** The port of a practice vendor at the last start; 0 if it had none. */
  #portOf(vendor: PracticeVendorName): number {
    const key = VENDORS[vendor].metaKey;
    return Number(metaOf(this.#ports.store).get(key) ?? 0);
  }

  async #listen(): Promise<PracticeUrls> {
    const plan: PracticePlan = {
      dataDir: this.#ports.dataDir,
      ports: {
        dialer: this.#portOf('dialer'),
        board: this.#portOf('board'),
        desk: this.#portOf('desk'),
        leadexec: this.#portOf('leadexec'),
      },
    };
    const worker = new Worker(workerUrl('practice-worker'), { name: 'trunkline practice', workerData: plan });
    const urls = await new Promise<PracticeUrls>((resolve, reject) => {
      worker.once('message', (message: FromPractice) => {
        if ('urls' in message) resolve(message.urls);
        else if ('error' in message) reject(new Error(message.error));
      });
      worker.once('error', reject);
    }).catch(async (error: unknown) => {
      // Vendors that already listen would otherwise occupy their ports at the next start.
      await worker.terminate();
      throw error;
    });
    this.#worker = worker;
    this.#urls = urls;
    for (const name of NAMES) this.#notePort(name, urls[name]);
    return urls;
  }

  /**
   * Stores where a vendor listens. If another program has taken its previous port, it listens on a different one, and its connections are
   * changed to that.
   */
  #notePort(name: PracticeVendorName, url: string): void {
    const { store } = this.#ports;
    const before = this.#portOf(name);
    metaOf(store).set(VENDORS[name].metaKey, new URL(url).port);
    if (before === 0 || String(before) === new URL(url).port) return;
    moveConnections(store, `http://127.0.0.1:${before}`, url);
    log('warn', 'a practice vendor listens on another port: its own was taken', { before });
  }
}
