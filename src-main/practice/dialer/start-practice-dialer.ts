import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as waitFor } from 'node:timers/promises';
import { z } from 'zod';
import { makeAdmin, type PracticeDialerAdmin, type Switches } from './admin.ts';
import { API_PATH, ApiServer } from './api-server.ts';
import { type Behaviour, behaviourSchema, DEFAULT_BEHAVIOUR } from './behaviour.ts';
import { createDialerFaults, type Fault, faultSchema } from './faults.ts';
import { RequestLog } from './request-log.ts';
import { openStore } from './store.ts';
import type { World } from './world.ts';

export interface PracticeDialerOptions {
  /** By default 0, which takes a free one. */
  readonly port?: number;
  /** A SQLite file, or by default `:memory:`. */
  readonly file?: string;
  /** Milliseconds since 1970; by default the system's clock. */
  readonly clock?: () => number;
  /** Waits the given milliseconds; by default by the system's clock. */
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly world?: Partial<World>;
  readonly behaviour?: Partial<Behaviour>;
  readonly faults?: readonly Fault[];
  /** The seed of random faults, by default 1. */
  readonly seed?: number;
}

export interface PracticeDialer {
  /** The address to post to: `http://127.0.0.1:PORT/API/lmapi.php`. */
  readonly url: string;
  /** The control interface for other processes: `http://127.0.0.1:PORT/practice`. */
  readonly adminUrl: string;
  readonly port: number;
  readonly admin: PracticeDialerAdmin;
  /** Closes all connections, including those that hang deliberately, and the database. */
  close(): Promise<void>;
}

/**
 * Starts the practice dialer: `add_lead` exactly as in the Croco-dial document "Load Lead" and in `docs/vendors.md`, only on 127.0.0.1.
 * Rejects if the port is taken or the file can't be opened.
 */
export async function startPracticeDialer(options: PracticeDialerOptions = {}): Promise<PracticeDialer> {
  const clock = options.clock ?? Date.now;
  const wait = options.wait ?? ((ms: number) => waitFor(ms));
  const switches: Switches = {
    reads: 0,
    behaviour: behaviourSchema.parse({ ...DEFAULT_BEHAVIOUR, ...options.behaviour }),
  };
  const plan = createDialerFaults();
  plan.set(z.array(faultSchema).parse(options.faults ?? []), options.seed);
  const log = new RequestLog();
  const store = openStore(options.file ?? ':memory:', options.world);
  const admin = makeAdmin(store, log, plan, switches);
  const api = new ApiServer({ store, admin, plan, log, switches, clock, wait });
  const server = createServer((req, res) => api.serve(req, res));
  // A keep-alive connection that expires just as the next post is sent would look like an unintended fault.
  server.keepAliveTimeout = 120_000;

  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
  } catch (error) {
    store.db.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}${API_PATH}`,
    adminUrl: `http://127.0.0.1:${port}/practice`,
    port,
    admin,
    async close() {
      if (!api.isOpen) return;
      api.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      store.db.close();
    },
  };
}
