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
import { createLeadExecFaults, type Fault, faultSchema } from './faults.ts';
import type { ReceiverPorts } from './receiver/receiver.ts';
import { RequestLog } from './request-log.ts';
import { ReturnUrls } from './return-url.ts';
import { makeServe } from './serve-http.ts';
import { openStore } from './store.ts';
import { VendorClock } from './vendor-clock.ts';
import type { World } from './world.ts';

export interface PracticeLeadExecOptions {
  /** By default 0, which takes a free one. */
  readonly port?: number;
  /** A SQLite file, or by default `:memory:`. */
  readonly file?: string;
  /** Milliseconds since 1970; by default the system's clock. If one is given, what is due happens at the next request or move. */
  readonly clock?: () => number;
  /** Waits the given milliseconds; by default by the system's clock. */
  readonly wait?: (ms: number) => Promise<unknown>;
  /** The passwords and tokens of the sample account; by default `practice`. */
  readonly secret?: string;
  /** Parts of the account that replace the sample's. */
  readonly account?: Partial<AccountInput>;
  readonly behaviour?: Partial<Behaviour>;
  readonly faults?: readonly Fault[];
  /** The seed of random faults, by default 1. */
  readonly seed?: number;
}

export interface PracticeLeadExec {
  /** `http://127.0.0.1:PORT`, the base address of the receiver and of the account API. */
  readonly url: string;
  /** The control interface for other processes: `http://127.0.0.1:PORT/practice`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly admin: PracticeLeadExecAdmin;
  /** Closes all connections, including those that hang deliberately, and the database. */
  close(): Promise<void>;
}

/** How often due things are checked without requests. */
const DUE_EVERY_MS = 250;

/**
 * Starts the practice LeadExec, only on 127.0.0.1: the receiver and the account API exactly as in "Lead Receiver Documentation", "Account
 * API Documentation" and `docs/vendors.md`, with one account. Rejects if the port is taken or the file can't be opened.
 */
export async function startPracticeLeadExec(options: PracticeLeadExecOptions = {}): Promise<PracticeLeadExec> {
  const plan = createLeadExecFaults();
  plan.set(z.array(faultSchema).parse(options.faults ?? []), options.seed);
  const log = new RequestLog();
  const store = openStore(options.file ?? ':memory:');
  const switches: Switches = {
    behaviour: behaviourSchema.parse({ ...DEFAULT_BEHAVIOUR, ...options.behaviour }),
    // Created again at each start, because it has passwords, which are in no file of the practice vendors.
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
    if (open) settleDue({ ...receiver, send: (url, answer) => returnUrls.send(url, answer) });
  };
  const accountLog = new AccountLog();
  const service = new AccountService({ world, log: accountLog });
  const admin = makeAdmin({ world, log, plan, clock, switches, settle, service, accountLog });
  const server = createServer(makeServe({ receiver, service, admin, plan, log, port: () => port, settle }));
  // A keep-alive connection that expires just as the next post is sent would look like an unintended fault.
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

/** Listens on 127.0.0.1. @returns the port; rejects if it is taken */
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
