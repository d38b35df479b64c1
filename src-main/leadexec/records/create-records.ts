import type { Handlers } from '../../commands/handlers.ts';
import { perSecondOf } from '../../connections/connection-rows.ts';
import type { ModuleContext } from '../../module/context.ts';
import { logError } from '../../platform/log/log.ts';
import { yieldToEventLoop } from '../../platform/yielding.ts';
import type { Accounts } from '../accounts.ts';
import { BatchCommands } from '../batches/register.ts';
import type { EnqueuePorts } from '../make-request.ts';
import type { RecordSecrets } from '../record-secrets.ts';
import { connectionsWithRules, forgetRules } from '../what-if/rules-rows.ts';
import { connectionsWithScannerLogs, forgetScannerLogsOf } from '../what-if/scanner-log-rows.ts';
import { BackgroundReads } from './background-reads.ts';
import { ClientNames } from './client-names.ts';
import type { EditingPorts } from './editing.ts';
import { type HandlerPorts, registerEditing, registerRecords } from './handlers.ts';
import type { Place } from './kinds.ts';
import { READS_PER_SECOND, ReadPace } from './read-pace.ts';
import { connectionsWithReads, forgetReads } from './read-rows.ts';
import { RecordLists } from './record-lists.ts';
import { connectionsWithRecords, forgetRecords } from './record-rows.ts';
import { Refresher } from './refresher.ts';
import { SaveComparer } from './saved.ts';
import { WholeRecords } from './whole-record.ts';

export interface RecordsPorts {
  readonly accounts: Accounts;
  readonly secrets: RecordSecrets;
  readonly enqueuing: EnqueuePorts;
}

/** The records of accounts: reading, showing, editing. */
export interface Records {
  start(): void;
  stop(): Promise<void>;
  /** The name of a client, if it is known. */
  clientName(connectionId: number, client: number): string;
  /** Deletes the copies of removed connections. */
  forgetGone(): Promise<void>;
}

/** The number of records deleted at once, so that other commands can run in between. */
const PORTION = 1_000;

export function createRecords(
  context: ModuleContext,
  handlers: Handlers,
  { accounts, secrets, enqueuing }: RecordsPorts,
): Records {
  const { store, clock, events, sends } = context;
  const names = new ClientNames(store);
  const lists = new RecordLists(store, names);
  const pace = new ReadPace(clock, (id) => perSecondOf(store, id) ?? READS_PER_SECOND);
  const changed = () => events.publish('changed', 'account');
  const refresher = new Refresher({ store, clock, accounts, secrets, lists, pace, changed });
  let forgetting: Promise<void> = Promise.resolve();
  let stopped = false;

  const whole = new WholeRecords(store);
  const editing: EditingPorts = { ...enqueuing, accounts, secrets, refresher, whole };
  const background = new BackgroundReads({ store, clock, refresher, changed });
  const opened = (place: Place) =>
    void background.opened(place).catch((thrown: unknown) => logError('leadexec-background-failed', thrown));
  const clientName = (connectionId: number, client: number) => names.of(connectionId, 'clients', client, {}) ?? '';
  const namesRead: HandlerPorts['namesRead'] = (connectionId, kind) => background.namesRead(connectionId, kind);
  registerRecords(handlers, { store, now: context.now, lists, refresher, editing, clientName, namesRead, opened });
  registerEditing(handlers, editing);
  const batches = new BatchCommands(handlers, { ...editing, uploadsDir: context.uploadsDir, clientName });
  const comparer = new SaveComparer({ ...editing, lists });
  const compare = () => void comparer.look().catch((thrown: unknown) => logError('leadexec-compare-failed', thrown));
  const readLists = () => void batches.moved().catch((thrown: unknown) => logError('leadexec-batch-failed', thrown));
  if (sends) {
    events.on('queue-moved', compare);
    events.on('queue-moved', readLists);
  }

  async function forgetAll(): Promise<void> {
    const there = accounts.ids();
    const kept = new Set([
      ...connectionsWithRecords(store),
      ...connectionsWithReads(store),
      ...connectionsWithRules(store),
      ...connectionsWithScannerLogs(store),
    ]);
    for (const id of [...kept].filter((one) => !there.includes(one))) {
      lists.forget(id);
      while (!stopped && forgetRecords(store, id, PORTION) > 0) await yieldToEventLoop();
      if (!stopped) {
        store.write(() => {
          forgetReads(store, id);
          forgetRules(store, id);
          forgetScannerLogsOf(store, id);
        });
      }
    }
  }
  return {
    clientName,
    start: () => {
      if (!sends) return;
      batches.start();
      readLists();
      refresher.start();
      compare();
    },
    async stop() {
      stopped = true;
      comparer.close();
      background.close();
      await refresher.close();
      await forgetting;
    },
    forgetGone() {
      forgetting = forgetting.then(forgetAll);
      return forgetting;
    },
  };
}
