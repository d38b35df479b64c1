import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Secrets } from '../../src-main/core/ports.ts';
import { type Core, startCore } from '../../src-main/core/start-core.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import { checkFile } from '../../src-main/dialing/check-file.ts';
import type { FileChecker } from '../../src-main/dialing/check-import.ts';
import {
  type PracticeDialer,
  type PracticeDialerOptions,
  startPracticeDialer,
} from '../../src-main/practice/dialer/start-practice-dialer.ts';
import {
  type CommandInput,
  type CommandOutput,
  type CoreCommandName,
  coreCommands,
  type DeskStatus,
  type DialSettingsInput,
  type DuplicateCheck,
  dialSettings,
} from '../../src-preload/contract/index.ts';
import { directWire } from './direct-wire.ts';
import { WarpClock } from './fault-clock.ts';
import { testFolder, writeDialFile } from './fault-list.ts';
import { until } from './fault-until.ts';

/** A password that can't occur anywhere by chance. */
export const PASSWORD = 'Wombat-7391-secret';
export const USER = 'practice';
/** `DUPLIST`: the duplicate check with which an unknown job can be resolved by the same post. */
export const DUPLIST: DuplicateCheck = { checks: [{ by: 'PHONE', within: 'LIST' }], days: null };

const fullUser = { userLevel: 9, modifyLeads: 1, mayAddLeads: true, allowedLists: null };

/** A practice dialer with the tests' password. It is closed after the test. */
export async function testDialer(options: PracticeDialerOptions = {}): Promise<PracticeDialer> {
  const dialer = await startPracticeDialer({
    ...options,
    world: { users: [{ user: USER, pass: PASSWORD, ...fullUser }], ...options.world },
  });
  onTestFinished(() => dialer.close());
  return dialer;
}

/** Reads and checks files in the test's own thread, because a separate thread would take longer to start than a short list takes. */
const checkHere: FileChecker = { check: (order, store) => checkFile(order, store) };

/** Secrets in memory. */
export function memorySecrets(): Secrets {
  const kept = new Map<string, string>();
  return {
    get: async (ref) => kept.get(ref) ?? null,
    set: async (ref, value) => {
      kept.set(ref, value);
    },
    delete: async (ref) => {
      kept.delete(ref);
    },
  };
}

export interface DeskOptions {
  readonly dataDir?: string;
  readonly secrets?: Secrets;
  readonly clock?: WarpClock;
  readonly random?: () => number;
  readonly sends?: boolean;
  /** Whether requests are sent in a separate thread, as in the product. */
  readonly threaded?: boolean;
  /** Another build of the core: a mutant. */
  readonly start?: typeof startCore;
}

/** A core with real files and real sockets. */
export interface TestDesk {
  readonly core: Core;
  readonly dataDir: string;
  readonly clock: WarpClock;
  readonly secrets: Secrets;
  call<N extends CoreCommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  status(): Promise<DeskStatus>;
  /** The rows of a query, read by a separate connection, which only sees committed data. */
  rows<Row>(sql: string, ...parameters: unknown[]): Row[];
  /** Waits until nothing can continue on its own, skipping waiting times. */
  rest(withinMs?: number): Promise<DeskStatus>;
  close(): Promise<void>;
}

/** Starts a core in this thread. It is closed after the test. */
export async function startDesk(options: DeskOptions = {}): Promise<TestDesk> {
  const dataDir = options.dataDir ?? testFolder();
  const clock = options.clock ?? new WarpClock();
  const secrets = options.secrets ?? memorySecrets();
  const core = await (options.start ?? startCore)(
    { dataDir, secrets, clock, random: options.random ?? (() => 0.5), sends: options.sends ?? true },
    { checker: checkHere, ...(options.threaded === true ? {} : { transport: directWire() }) },
  );
  const reader = new Database(databaseFile(dataDir), { readonly: true });
  let open = true;
  const desk: TestDesk = {
    core,
    dataDir,
    clock,
    secrets,
    async call(command, input) {
      const reply = await core.call(command, input);
      if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
      return coreCommands[command].output.parse(reply.value) as CommandOutput<typeof command>;
    },
    status: () => desk.call('desk.status', {}),
    rows: <Row>(sql: string, ...parameters: unknown[]) => reader.prepare(sql).all(...parameters) as Row[],
    async rest(withinMs = 60_000) {
      return await until(
        async () => {
          const status = await desk.status();
          if (status.idle) return status;
          if (status.connections.every(({ flying }) => flying === 0)) clock.skip(waitOf(desk));
          return null;
        },
        'the desk rests',
        withinMs,
      );
    },
    async close() {
      if (!open) return;
      open = false;
      reader.close();
      await core.close();
    },
  };
  onTestFinished(() => desk.close());
  return desk;
}

/** Milliseconds until the next job, check or connection can continue; a short time if nothing waits for the clock only. */
export function waitOf(desk: Pick<TestDesk, 'clock' | 'rows'>, little = 100): number {
  const now = desk.clock.now();
  const [least] = desk.rows<{ at: number | null }>(
    `SELECT min(at) AS at FROM (
       SELECT min(not_before) AS at FROM job WHERE state IN ('ready', 'unknown') AND not_before > ?
       UNION ALL SELECT min(not_before) FROM connection WHERE not_before > ?)`,
    now,
    now,
  );
  return least?.at == null ? little : least.at - now;
}

export interface ConnectOptions {
  readonly url: string;
  readonly password?: string;
  readonly concurrency?: number | null;
  readonly timeoutMs?: number;
  readonly perSecond?: number | null;
}

/** Connects a desk to a dialer. @returns the connection's id */
export async function connect(desk: TestDesk, options: ConnectOptions): Promise<number> {
  const { id } = await desk.call('connections.save', {
    name: 'Dialer',
    url: options.url,
    user: USER,
    password: options.password ?? PASSWORD,
    concurrency: options.concurrency ?? null,
    perSecond: options.perSecond ?? null,
    timeoutMs: options.timeoutMs ?? 5_000,
  });
  return id;
}

export interface LoadOptions {
  readonly rows: number;
  readonly phones?: (n: number) => string;
  readonly settings?: Partial<DialSettingsInput>;
  /** Send rows with a phone of an earlier row, as the operator can decide. */
  readonly sendAnyway?: boolean;
  readonly start?: boolean;
}

/** Opens, maps, checks and (by default) starts a dial list. @returns the import's id */
export async function load(desk: TestDesk, connectionId: number, options: LoadOptions): Promise<number> {
  const path = writeDialFile(testFolder('list'), options.rows, options.phones);
  const opened = await desk.call('imports.open', { path });
  const { id } = opened;
  await desk.call('imports.configure', {
    id,
    connectionId,
    settings: dialSettings.parse({ list_id: '101', campaign: 'PRACTICE', ...options.settings }),
    mapping: opened.suggestion.mapping,
  });
  await desk.call('imports.check', { id, thenStart: false });
  await until(async () => (await desk.call('imports.get', { id })).state === 'checked', 'the list is checked');
  if (options.sendAnyway) {
    for (const { id: reasonId, code } of await desk.call('imports.reasons', { id })) {
      if (code === 'duplicate-in-file')
        await desk.call('imports.fixReason', { id, reasonId, fix: { act: 'send-anyway' } });
    }
  }
  if (options.start ?? true) await begin(desk, id);
  return id;
}

/** Starts a checked import and waits until all its rows are in the queue. */
export async function begin(desk: TestDesk, id: number): Promise<void> {
  await desk.call('imports.start', { id });
  await until(async () => (await desk.call('imports.get', { id })).state === 'started', 'the list is started');
}
