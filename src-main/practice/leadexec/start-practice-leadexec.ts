import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import { type AccountInput, accountSchema } from './account/model.ts';
import { sampleAccount } from './account/sample-account.ts';
import { makeAdmin, type PracticeLeadExecAdmin, type Switches } from './admin.ts';
import { AccountLog } from './api/account-log.ts';
import { AccountService } from './api/serve-account.ts';
import { type Behaviour, behaviourSchema, DEFAULT_BEHAVIOUR } from './behaviour.ts';
import { settleDue } from './come-due.ts';
import { type Fault, FaultPlan, faultSchema } from './faults.ts';
import type { ReceiverPorts } from './receiver/receiver.ts';
import { RequestLog } from './request-log.ts';
import { ReturnUrls } from './return-url.ts';
import { makeServe } from './serve-http.ts';
import { openStore } from './store.ts';
import { VendorClock } from './vendor-clock.ts';
import type { World } from './world.ts';

export interface PracticeLeadExecOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** A SQLite file, or `:memory:`, the default. */
  readonly file?: string;
  /** Milliseconds since 1970; the system's clock unless given. With one given, what is due happens at the next request or move. */
  readonly clock?: () => number;
  /** Waits so many milliseconds; by the system's clock unless given. */
  readonly wait?: (ms: number) => Promise<unknown>;
  /** The passwords and tokens of the sample account; `practice` unless given. */
  readonly secret?: string;
  /** Parts of the account in place of the sample's. */
  readonly account?: Partial<AccountInput>;
  readonly behaviour?: Partial<Behaviour>;
  readonly faults?: readonly Fault[];
  /** Seed of the faults' chances, 1 unless given. */
  readonly seed?: number;
}

export interface PracticeLeadExec {
  /** `http://127.0.0.1:PORT`, the base address of the receiver and of the account's interface. */
  readonly url: string;
  /** The switchboard for other processes: `http://127.0.0.1:PORT/practice`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly admin: PracticeLeadExecAdmin;
  /** Cuts all connections, those that hang on purpose too, and closes the database. */
  close(): Promise<void>;
}

/** How often what is due is looked for when nobody asks. */
const DUE_EVERY_MS = 250;

/**
 * Starts the practice LeadExec, on 127.0.0.1 alone: the receiver and the account's interface to the letter of "Lead Receiver Documentation", of
 * "Account API Documentation" and of `docs/vendors.md`, over one account.
 * Rejects where the port is taken or the file can't be opened.
 */
export async function startPracticeLeadExec(options: PracticeLeadExecOptions = {}): Promise<PracticeLeadExec> {
  const plan = new FaultPlan();
  plan.set(z.array(faultSchema).parse(options.faults ?? []), options.seed);
  const log = new RequestLog();
  const store = openStore(options.file ?? ':memory:');
  const switches: Switches = {
    behaviour: behaviourSchema.parse({ ...DEFAULT_BEHAVIOUR, ...options.behaviour }),
    // Begun anew with each start: it has passwords, which are in no file of the practice.
    account: accountSchema.parse({ ...sampleAccount(options.secret ?? 'practice'), ...options.account }),
  };
  const clock = new VendorClock(store, options.clock ?? Date.now);
  const returnUrls = new ReturnUrls();
  let open = true;
  let port = 0;
  const world = (): World => ({ store, ...switches, now: clock.now() });
  const receiver: ReceiverPorts = {
    world,
    wait: options.wait ?? ((ms: number) => waitFor(ms)),
    base: () => `http://127.0.0.1:${port}`,
    isOpen: () => open,
    taken: () => log.leadTaken(),
  };
  const settle = () => {
    if (open) settleDue({ ...receiver, tell: (url, answer) => returnUrls.tell(url, answer) });
  };
  const accountLog = new AccountLog();
  const service = new AccountService({ world, log: accountLog });
  const admin = makeAdmin({ world, log, plan, clock, switches, settle, service, accountLog });
  const server = createServer(makeServe({ receiver, service, admin, plan, log, port: () => port, settle }));
  // A keep-alive connection that runs out just as the next post leaves would look like a fault that nobody ordered.
  server.keepAliveTimeout = 120_000;
  port = await listening(server, options.port ?? 0).catch((error: unknown) => {
    store.db.close();
    throw error;
  });
  const ticking = options.clock === undefined ? setInterval(() => attempt(settle), DUE_EVERY_MS).unref() : undefined;

  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${port}/practice`,
    port,
    admin,
    async close() {
      if (!open) return;
      open = false;
      clearInterval(ticking);
      returnUrls.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      store.db.close();
    },
  };
}

/** Listens on 127.0.0.1. @returns the port; rejects where it is taken */
function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function attempt(settle: () => void): void {
  try {
    settle();
  } catch (error) {
    console.error('The practice LeadExec failed at what has come due; it tries again.', error);
  }
}
