import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DeskEvent, DeskStatus } from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import { listConnections } from '../connections/connections.ts';
import { answersSearch, registerConnections, showLive, stopWithoutPassword } from '../connections/handlers.ts';
import { Passwords } from '../connections/passwords.ts';
import { readingsOfJob } from '../connections/reading-log.ts';
import { tryFunctions } from '../connections/try-functions.ts';
import { isDamage } from '../db/damage/errors.ts';
import { DiskHealth } from '../db/disk-health.ts';
import { noteOpening } from '../db/restored.ts';
import { type FileChecker, ImportChecks } from '../dialing/check-import.ts';
import { DialExecutor } from '../dialing/dial-executor.ts';
import { registerDialing } from '../dialing/handlers.ts';
import { listsUsed } from '../dialing/import-table.ts';
import { showImports } from '../dialing/imports.ts';
import { Progress } from '../dialing/progress.ts';
import { startReadBack } from '../dialing/read-back/handlers.ts';
import { ProgressSampler } from '../dialing/sample-progress.ts';
import { ImportStarts } from '../dialing/start-import.ts';
import { finishForgetting, forgetUploads, processStart } from '../dialing/uploads.ts';
import { EXPORTS, UPLOADS } from '../files/own-files.ts';
import { registerJobLog } from '../job-log/handlers.ts';
import { recover } from '../queue/recover.ts';
import { pauseAll, readLines } from '../queue/run-state.ts';
import { Runner } from '../queue/runner.ts';
import type { Transport } from '../queue/types.ts';
import type { SourceFetcher } from '../sync/fetch.ts';
import { UnlockExecutor } from '../unlock/executor.ts';
import { findUnlocks } from '../unlock/forget.ts';
import { registerUnlock } from '../unlock/handlers.ts';
import { unlockEvents } from '../unlock/history.ts';
import { aroundCommands, DAMAGED } from './around-commands.ts';
import { threadedChecker } from './check-thread.ts';
import { startClaimRooms } from './claim-rooms.ts';
import { DataCare } from './data-care.ts';
import { deskStatus } from './desk-status.ts';
import { patientClock } from './disk.ts';
import { Executors } from './executors.ts';
import { startFetchThread } from './fetch-thread.ts';
import { isIndexDue, startIndexUpkeep } from './index-upkeep.ts';
import { startLeadRooms } from './lead-rooms.ts';
import { startOfferRooms } from './offer-rooms.ts';
import { type OpenedData, onSoundData } from './on-sound-data.ts';
import type { Core, CorePorts } from './ports.ts';
import { PracticeHost } from './practice-host.ts';
import { noteOpened, putInOrder } from './put-in-order.ts';
import { makeSources } from './sources.ts';
import { startWireThread } from './wire-thread.ts';

export type { Core } from './ports.ts';

/** How long a closing desk waits for answers that are on their way, ms; what is later is unknown at the next start. */
const CLOSING_GRACE_MS = 5_000;
/** Events of one topic are told at most this often, ms. */
const EVENT_EVERY_MS = 100;

/**
 * Starts the core on a data folder: takes ownership, opens and migrates the store, makes unknown what a stop left in
 * flight, and goes on with checks, starts and sending.
 *
 * @throws DataFolderBusy, MigrationError
 */
export async function startCore(
  ports: CorePorts,
  parts: { checker?: FileChecker; transport?: Transport; fetcher?: SourceFetcher } = {},
): Promise<Core> {
  return await onSoundData(ports, (opened) => startOn({ ...ports, dataDir: opened.dataDir }, parts, opened));
}

/** The desk on data that is open. */
async function startOn(
  ports: CorePorts,
  parts: { checker?: FileChecker; transport?: Transport; fetcher?: SourceFetcher },
  { store, remark, owner, ends }: OpenedData,
): Promise<Core> {
  const { dataDir } = ports;
  const [exportsDir, uploadsDir] = [join(dataDir, EXPORTS), join(dataDir, UPLOADS)];
  for (const folder of [exportsDir, uploadsDir]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const now = () => ports.clock.now();
  const listeners = new Set<(event: DeskEvent) => void>();
  const quiet = new Map<DeskEvent['topic'], () => void>();
  const health = new DiskHealth({
    store,
    dataDir,
    after: (ms, fn) => ports.clock.after(ms, fn),
    changed: () => tell('desk'),
    recovered: () => {
      health.patiently(() => sources.poller.diskRecovered());
      runner.wake();
    },
  });
  ends.push(() => health.close());
  /** A timer whose work the disk refuses has it done again. */
  const clock = patientClock(ports.clock, health);
  /** Why the queue can't go on, where that is not the disk. */
  let fault: string | null = null;
  /** The data is damaged, in words. */
  let damage: string | null = null;
  const suffer = (sentence: string | null) => {
    damage = sentence;
    tell('desk');
  };
  let [closed, unanswered] = [false, 0];
  const tell = (topic: DeskEvent['topic']) => {
    if (quiet.has(topic) || closed) return;
    const callOff = clock.after(EVENT_EVERY_MS, () => {
      quiet.delete(topic);
      for (const listener of listeners) listener({ topic });
    });
    quiet.set(topic, callOff);
  };

  const passwords = new Passwords(ports.secrets);
  const withoutPassword = await passwords.load(store);
  const pause = () => pauseAll(store, 'Restored from a backup: look at what is ready, then resume');
  const restored = noteOpening(store, owner, pause);
  await finishForgetting(store, uploadsDir);
  // A copy that was put back may not know of lists that were opened since: their files stay.
  if (!restored) forgetUploads(store, uploadsDir, processStart());
  noteOpened(store, { restored, remark, repaired: ports.remark });

  const handlers = new Handlers(aroundCommands(health, suffer));
  const indexIsDue = isIndexDue(store);
  const rooms = startLeadRooms(handlers, { store, clock, health, exportsDir, uploadsDir, tell });
  ends.push(() => rooms.close());
  const leads = { store, index: rooms.index, now, hooks: rooms.hooks };
  await putInOrder(leads);
  const indexUpkeep = startIndexUpkeep(handlers, { ...leads, health, tell }, indexIsDue);
  const secretOf = (id: number) => passwords.of(id);
  const fetcher = parts.fetcher ?? startFetchThread();
  const claims = startClaimRooms(handlers, {
    core: { ...ports, clock },
    store,
    health,
    rooms,
    exportsDir,
    uploadsDir,
    tell,
    secretOf,
    later: () => ({
      ...sources,
      offers: offerRooms.offers,
      fetcher,
      unreached: (id) => runner.unreached(id),
      wake: () => runner.wake(),
      checkAndStart: (id) => checks.begin(id, true),
      connectionsChanged,
    }),
  });
  const dial = new DialExecutor(store, secretOf);
  const readBack = startReadBack(handlers, {
    ...{ store, clock, secretOf, dial, tell },
    answers: async (id) => (await tryFunctions(connectionPorts, id, ['lead_all_info'])).answers.lead_all_info === true,
  });
  const executors = new Executors({
    store,
    passwords,
    dial,
    unlock: new UnlockExecutor({ ...leads, secretOf, changed: () => tell('leads') }),
    claims: claims.executor,
  });
  const progress = new Progress();
  const transport = parts.transport ?? startWireThread();
  const runner = new Runner({
    store,
    transport,
    executorFor: (id) => executors.of(id),
    clock,
    random: ports.random,
    tag: randomUUID(),
    onChange: ({ lines }) => {
      tell('jobs');
      tell('imports');
      if (lines) tell('connections');
      claims.follow.now();
      if (ports.sends) readBack.wake();
      sampler.soon();
    },
    onAilment: (error) => {
      if (error === null) health.worked('queue');
      const isDisk = error !== null && health.failed('queue', error, true);
      fault = error === null || isDisk ? null : `Sending stopped because of an internal error: ${error.message}.`;
      if (isDamage(error)) suffer(DAMAGED);
      tell('desk');
    },
    ...(ports.reached ? { reached: ports.reached } : {}),
  });
  ends.push(
    () => transport.close(),
    () => runner.stop(0),
  );
  const live = (id: number) => ({ flying: runner.flying(id), pace: runner.paceOf(id) });

  const sampler = new ProgressSampler({
    store,
    progress,
    after: (ms, fn) => clock.after(ms, fn),
    idle: () => runner.isIdle(),
    changed: () => tell('imports'),
  });

  const disk = {
    after: (ms: number, fn: () => void) => clock.after(ms, fn),
    ailing: (error: Error | null) => {
      if (error === null) health.worked('imports');
      else health.failed('imports', error, true);
    },
  };
  const starts = new ImportStarts({
    store,
    now,
    disk,
    wake: () => {
      runner.wake();
      sampler.soon();
    },
    changed: () => {
      tell('imports');
      tell('jobs');
    },
  });
  const checks = new ImportChecks({
    store,
    checker: parts.checker ?? threadedChecker,
    now,
    disk,
    changed: () => tell('imports'),
    startNow: (id) => starts.begin(id),
  });
  function connectionsChanged(): void {
    executors.forget();
    runner.reload();
    sources.poller.reload();
    claims.follow.now();
    offerRooms.offers.changed([]);
    for (const topic of ['connections', 'jobs', 'imports'] as const) tell(topic);
  }
  const practice = new PracticeHost({ store, dataDir, passwords, now, changed: connectionsChanged });
  practice.lendPassword();
  for (const id of withoutPassword) {
    // A pause stays a pause: whoever enters the password did not say to go on.
    const paused = readLines(store).some((line) => line.id === id && line.runState === 'paused');
    if (passwords.of(id) === null && !paused) stopWithoutPassword(store, id);
  }

  const connectionPorts = {
    store,
    now,
    passwords,
    live,
    forget: (id: number) => sources.tokens.forget(id),
    listsUsed: (id: number) => listsUsed(store, id),
    changed: connectionsChanged,
  };
  registerConnections(handlers, connectionPorts);
  registerDialing(handlers, {
    store,
    now,
    checks,
    starts,
    progress,
    exportsDir,
    uploadsDir,
    withdraw: (connectionId) => runner.withdraw(connectionId),
    changed: tell,
  });
  registerJobLog(handlers, {
    ...connectionPorts,
    answersSearch: (id) => answersSearch(connectionPorts, id),
    fieldsOf: (job) => executors.fieldsOf(job),
    readingsOf: (jobId) => readingsOfJob(store, jobId),
    exportsDir,
    wake: () => runner.wake(),
    changed: () => {
      tell('jobs');
      claims.follow.all();
    },
  });
  practice.register(handlers);
  rooms.timeline.register(unlockEvents);
  rooms.hooks.onForget((_, person) => findUnlocks(store, person, now));
  registerUnlock(handlers, {
    store,
    index: rooms.index,
    now,
    wake: () => runner.wake(),
    changed: () => {
      tell('jobs');
      tell('leads');
    },
  });
  const offerRooms = startOfferRooms(handlers, {
    store,
    clock,
    hooks: rooms.hooks,
    health,
    exportsDir,
    tell: (topic) => {
      tell(topic);
      if (topic === 'offers') claims.firstTouch.arm();
    },
  });
  const sources = makeSources(handlers, {
    core: { ...ports, clock },
    health,
    leads,
    offers: offerRooms.offers,
    hooks: rooms.hooks,
    passwords,
    fetcher,
    tell: (topic) => {
      tell(topic);
      if (topic === 'sources') claims.follow.now();
    },
    changed: connectionsChanged,
  });
  handlers.on('desk.status', (): DeskStatus => {
    const life = { progress, bytesRead: (id: number) => checks.bytesRead(id) };
    return {
      ...deskStatus(store, ports),
      ailment: damage ?? health.problem ?? fault,
      idle: !checks.busy && !starts.busy && runner.isIdle(),
      connections: listConnections(store).map(({ id }) => showLive(connectionPorts, id)),
      imports: showImports(store, life),
      rate: progress.total(),
      index: indexUpkeep.status,
    };
  });
  handlers.on('desk.checkDisk', () => {
    health.failed('files', health.check());
    return { ailment: health.problem };
  });
  const care = new DataCare({
    core: ports,
    store,
    changed: () => tell('desk'),
    suffer,
    idle: () => !checks.busy && !starts.busy && runner.isIdle(),
  });
  care.register(handlers);
  ends.push(
    () => care.close(),
    () => checks.close(),
    () => starts.close(),
    () => sources.poller.close(),
  );
  offerRooms.offers.start();
  handlers.assertComplete();

  if (ports.sends) {
    await practice.resume();
    runner.start();
    starts.resumeAll();
    checks.resumeAll();
    sources.poller.start();
    sampler.soon();
  } else {
    sources.poller.reload();
    recover(store, (id) => executors.of(id), now());
  }
  claims.follow.all();
  claims.firstTouch.arm();

  return {
    get unanswered() {
      return unanswered;
    },
    call: (command, input) => handlers.call(command, input),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close(graceMs = CLOSING_GRACE_MS) {
      if (closed) return;
      health.close();
      await care.close();
      rooms.close();
      offerRooms.close();
      checks.close();
      starts.close();
      readBack.close();
      sampler.close();
      await sources.poller.close();
      unanswered = await runner.stop(graceMs);
      claims.close();
      closed = true;
      for (const callOff of quiet.values()) callOff();
      await transport.close();
      await practice.close();
      if (!restored) forgetUploads(store, uploadsDir);
      store.close();
      care.release();
      owner.release();
    },
  };
}
