import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { PracticeFault, PracticeVendorName } from '../../src-preload/contract/index.ts';
import { openHelperLog } from '../platform/log/log.ts';
import { startPracticeDialer } from '../practice/dialer/start-practice-dialer.ts';
import { freeOr0 } from '../practice/free-port.ts';
import { startPracticeLeadExec } from '../practice/leadexec/start-practice-leadexec.ts';
import { startPracticeDesk } from '../practice/liondesk/start-practice-desk.ts';
import { startPracticeBoard } from '../practice/locumjobs/start-practice-board.ts';
import { PRACTICE_PASSWORD, PRACTICE_USER, PRACTICE_WORLD } from '../practice/names.ts';
import { dialerFaults, leadExecFaults, leadsFaults } from '../practice/switch-faults.ts';

/** The ports to listen on. For 0, and for a port that another program uses, a free one is chosen. */
export interface PracticePlan {
  readonly dataDir: string;
  readonly ports: Readonly<Record<PracticeVendorName, number>>;
}

openHelperLog('practice');

const REVIEW_MS = 2 * 60_000;

/** The addresses that the practice vendors listen on. */
export type PracticeUrls = Readonly<Record<PracticeVendorName, string>>;

/** The core's messages to the practice vendors. `faults` is answered with `{ switched }`. */
export type ToPractice =
  | { readonly kind: 'liven' }
  | {
      readonly kind: 'faults';
      readonly vendor: PracticeVendorName;
      readonly on: readonly PracticeFault[];
      readonly every: number;
    };

/** The practice vendors' messages to the core. */
export type FromPractice =
  | { readonly urls: PracticeUrls }
  | { readonly error: string }
  | { readonly switched: PracticeVendorName };

/** Runs the practice vendors on a separate thread, so that their speed doesn't depend on the core's work. */
async function start({ dataDir, ports: wanted }: PracticePlan): Promise<PracticeUrls> {
  const ports = {
    dialer: await freeOr0(wanted.dialer),
    board: await freeOr0(wanted.board),
    desk: await freeOr0(wanted.desk),
    leadexec: await freeOr0(wanted.leadexec),
  };
  const file = (name: string) => join(dataDir, name);
  const dialer = await startPracticeDialer({
    port: ports.dialer,
    file: file('practice-dialer.db'),
    world: PRACTICE_WORLD,
  });
  const board = await startPracticeBoard({
    port: ports.board,
    file: file('practice-board.db'),
    user: PRACTICE_USER,
    password: PRACTICE_PASSWORD,
  });
  const desk = await startPracticeDesk({
    port: ports.desk,
    file: file('practice-desk.db'),
    token: PRACTICE_PASSWORD,
    lively: true,
  });
  const leadexec = await startPracticeLeadExec({
    port: ports.leadexec,
    file: file('practice-leadexec.db'),
    secret: PRACTICE_PASSWORD,
    // Leads that await a review get one, and a client sometimes returns a lead.
    behaviour: { reviewMs: REVIEW_MS, returnsEvery: 20 },
  });
  // Starting practice again resets the board, so that there are leads to claim as the first time.
  parentPort?.on('message', (what: ToPractice) => {
    if (what.kind === 'liven') return desk.liven();
    const { vendor, on, every } = what;
    if (vendor === 'dialer') dialer.admin.setFaults(dialerFaults(on, every));
    else if (vendor === 'leadexec') leadexec.admin.setFaults(leadExecFaults(on, every));
    else (vendor === 'board' ? board : desk).faults.set(leadsFaults(on, every));
    parentPort?.postMessage({ switched: vendor } satisfies FromPractice);
  });
  return { dialer: dialer.url, board: board.url, desk: desk.url, leadexec: leadexec.url };
}

start(workerData as PracticePlan).then(
  (urls) => parentPort?.postMessage({ urls } satisfies FromPractice),
  (error: unknown) =>
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) } satisfies FromPractice),
);
