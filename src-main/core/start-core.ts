import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Handlers } from '../commands/handlers.ts';
import { stopWithoutPassword } from '../connections/handlers.ts';
import { Passwords } from '../connections/passwords.ts';
import { Tokens } from '../connections/tokens.ts';
import { DiskHealth } from '../db/disk-health.ts';
import { noteOpening } from '../db/restored.ts';
import type { Store } from '../db/store.ts';
import type { PostChecker } from '../delivery/check/run-check.ts';
import type { FileChecker } from '../dialing/check-import.ts';
import { finishForgetting, forgetUploads, processStart } from '../dialing/uploads.ts';
import { EXPORTS, UPLOADS } from '../files/own-files.ts';
import type { WhatIfRunner } from '../leadexec/what-if/run/run-order.ts';
import type { CoreEvents, ModuleContext } from '../module/context.ts';
import { Modules } from '../module/start-modules.ts';
import { EventBus } from '../platform/event-bus.ts';
import { giveBackMemoryAtRest } from '../platform/give-back-memory.ts';
import { pauseAll, readLines } from '../queue/run-state.ts';
import type { Transport } from '../queue/types.ts';
import type { SourceFetcher } from '../sync/fetch.ts';
import { aroundCommands } from './around-commands.ts';
import { threadedChecker } from './check-thread.ts';
import type { DeskProblems } from './desk-problems.ts';
import { patientClock } from './disk.ts';
import { startFetchThread } from './fetch-thread.ts';
import { isIndexDue } from './index-upkeep.ts';
import { moduleList, type Parts } from './modules.ts';
import { type OpenedData, onSoundData } from './on-sound-data.ts';
import type { Core, CorePorts } from './ports.ts';
import { threadedPostChecker } from './post-check-thread.ts';
import { lendPracticePassword } from './practice-host.ts';
import { noteOpened } from './put-in-order.ts';
import { ScreenEvents } from './screen-events.ts';
import { threadedWhatIf } from './what-if-thread.ts';
import { startWireThread } from './wire-thread.ts';

export type { Core } from './ports.ts';

/** Parts that tests replace. */
interface Replaceable {
  readonly checker?: FileChecker;
  readonly postChecker?: PostChecker;
  readonly transport?: Transport;
  readonly fetcher?: SourceFetcher;
  readonly whatIf?: WhatIfRunner;
}

/** How long a closing desk waits for the answers of open requests, ms. Later answers are unknown at the next start. */
const CLOSING_GRACE_MS = 5_000;

/**
 * Starts the core on a data folder: takes ownership of it, opens and migrates the store, sets jobs that were in flight at the last stop to
 * unknown, and continues checks, scheduled starts and sending. Its modules are listed in `modules.ts`.
 *
 * @throws DataFolderBusy, MigrationError
 */
export async function startCore(ports: CorePorts, parts: Replaceable = {}): Promise<Core> {
  return await onSoundData(ports, (opened) => startOn({ ...ports, dataDir: opened.dataDir }, parts, opened));
}

/** Starts the desk on open data. */
async function startOn(core: CorePorts, replaced: Replaceable, opened: OpenedData): Promise<Core> {
  const { store, owner, ends } = opened;
  const problems: DeskProblems = { damage: null, queue: null };
  const passwords = new Passwords(core.secrets);
  const context = makeContext(core, store, passwords);
  const { events, health } = context;
  ends.push(() => health.close());
  const keepAll = core.upkeep ? giveBackMemoryAtRest(() => store.raw.pragma('shrink_memory')) : () => {};
  ends.push(keepAll);
  const screens = new ScreenEvents(context.clock);
  events.on('changed', (topic) => screens.changed(topic));

  const restored = await openDesk(core, opened, context, passwords);
  const reportProblem = (sentence: string) => {
    problems.damage = sentence;
    events.publish('damage-found');
    events.publish('changed', 'desk');
  };
  const handlers = new Handlers(aroundCommands(health, reportProblem));
  const modules = new Modules<Parts>();
  ends.push(() => modules.stop(0));
  const { queue, desk } = modules.create(
    moduleList(context, {
      ...{ core, passwords, tokens: new Tokens(core.secrets), problems },
      indexIsDue: isIndexDue(store),
      checker: replaced.checker ?? threadedChecker,
      postChecker: replaced.postChecker ?? threadedPostChecker,
      whatIf: replaced.whatIf ?? threadedWhatIf,
      transport: replaced.transport ?? startWireThread(),
      fetcher: replaced.fetcher ?? startFetchThread(),
    }),
    handlers,
  );
  handlers.assertComplete();
  await modules.start();

  let closed = false;
  return {
    get unanswered() {
      return queue.unanswered();
    },
    call: (command, input) => handlers.call(command, input),
    subscribe: (listener) => screens.subscribe(listener),
    async close(graceMs = CLOSING_GRACE_MS) {
      if (closed) return;
      closed = true;
      keepAll();
      health.close();
      await modules.stop(graceMs);
      screens.close();
      if (!restored) forgetUploads(store, context.uploadsDir);
      store.close();
      desk.release();
      owner.release();
    },
  };
}

/** The context with which every module is created. */
function makeContext(core: CorePorts, store: Store, passwords: Passwords): ModuleContext {
  const { dataDir, random, sends } = core;
  const [exportsDir, uploadsDir] = [join(dataDir, EXPORTS), join(dataDir, UPLOADS)];
  for (const folder of [exportsDir, uploadsDir]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const events = new EventBus<CoreEvents>();
  const health = new DiskHealth({
    store,
    dataDir,
    after: (ms, fn) => core.clock.after(ms, fn),
    changed: () => events.publish('changed', 'desk'),
    recovered: () => events.publish('disk-recovered'),
  });
  return {
    ...{ store, clock: patientClock(core.clock, health), now: () => core.clock.now(), random, events, health },
    ...{ dataDir, exportsDir, uploadsDir, sends, secretOf: (id) => passwords.of(id) },
  };
}

/** Prepares the opened data for its modules. @returns whether it was restored from a backup */
async function openDesk(
  core: CorePorts,
  { store, remark, owner }: OpenedData,
  { uploadsDir }: ModuleContext,
  passwords: Passwords,
): Promise<boolean> {
  const withoutPassword = await passwords.load(store);
  const pause = () => pauseAll(store, 'Restored from a backup: check what is ready to send, then resume');
  const restored = noteOpening(store, owner, pause);
  await finishForgetting(store, uploadsDir);
  // A restored copy may not know about lists that were opened after it was made, and their files are kept.
  if (!restored) forgetUploads(store, uploadsDir, processStart());
  noteOpened(store, { restored, remark, repaired: core.remark });
  lendPracticePassword(store, passwords);
  for (const id of withoutPassword) {
    // A paused connection stays paused, because entering the password doesn't mean that sending should resume.
    const paused = readLines(store).some((line) => line.id === id && line.runState === 'paused');
    if (passwords.of(id) === null && !paused) stopWithoutPassword(store, id);
  }
  return restored;
}
