import type { ReceiverField } from '../../src-preload/contract/index.ts';
import { Handlers } from '../commands/handlers.ts';
import type { PasswordVault } from '../connections/passwords.ts';
import type { Tokens } from '../connections/tokens.ts';
import type { PostLog } from '../delivery/log/post-log.ts';
import { watchPostedLeads } from '../delivery/rows/posted-leads.ts';
import type { LeadHooks } from '../leads/hooks.ts';
import type { ModuleContext } from '../module/context.ts';
import type { Module } from '../module/module.ts';
import { logError } from '../platform/log/log.ts';
import { changeJobs } from '../queue/change-jobs.ts';
import { heldBecause, jobOfSource } from '../queue/rows/find-jobs.ts';
import { Accounts } from './accounts.ts';
import { cancelUnfinished } from './batches/enqueue-batch.ts';
import { describeCalls } from './describe-calls.ts';
import { LeadexecExecutor } from './executor.ts';
import { findRequestsOf } from './forget.ts';
import { leadTypeFields } from './lead-type-fields.ts';
import { dropRequest, makeChange, makeRequest } from './make-request.ts';
import { registerMoney } from './money/handlers.ts';
import { RecordSecrets } from './record-secrets.ts';
import { createRecords } from './records/create-records.ts';
import { noteUnsealed, sealedRequests } from './request-rows.ts';
import { readScannerLog } from './scanner-log.ts';
import { SealedRequests } from './sealed-requests.ts';
import { WhatIf } from './what-if/run/handlers.ts';
import type { WhatIfRunner } from './what-if/run/run-order.ts';
import { findScannerLogsOf } from './what-if/run/scanner-logs.ts';
import { Setups } from './what-if/run/setups.ts';
import { NO_SECRETS } from './words.ts';

interface Needs {
  readonly leads: { readonly hooks: Pick<LeadHooks, 'onForget'> };
  readonly tokens: Tokens;
  readonly vault: PasswordVault;
  /** Computes what-ifs on a separate thread. */
  readonly whatIf: WhatIfRunner;
  readonly queue: { executor(kind: 'leadexec', executor: LeadexecExecutor): void };
}

export interface LeadexecModule extends Module {
  /** The fields of a lead type of an account, as needed for posting to a receiver. @throws CommandError */
  readonly leadTypeFields: (accountId: number, leadType: number) => Promise<readonly ReceiverField[]>;
  /** Requests a change of an account as a job of the queue. @returns the id of the job. @throws CommandError */
  readonly changeAccount: (accountId: number, request: string, body: string) => Promise<number>;
  /** Where the report of the money reads the posts. */
  readonly onPosts: (log: PostLog) => void;
  /** Whether no jobs are about to continue that were held before their secrets were read. */
  readonly idle: () => boolean;
}

/** Requests to LeadExec accounts: reads are made directly, changes are jobs of the queue. */
export function createLeadexec(
  context: ModuleContext,
  { leads, tokens, vault, whatIf: runner, queue }: Needs,
): LeadexecModule {
  const { store, now, events, sends, secretOf } = context;
  const handlers = new Handlers();
  const secrets = new RecordSecrets(vault);
  const sealed = new SealedRequests(vault);
  const releasing = new Set<Promise<unknown>>();

  function release(connectionId: number): void {
    const released = releaseHeld(store, connectionId, now)
      .then((any) => void (any && events.publish('jobs-ready')))
      .finally(() => releasing.delete(released));
    releasing.add(released);
  }

  const unseal = () => unsealFinished(store, sealed, accounts.ids());
  const forgetGone = () =>
    void records.forgetGone().catch((thrown: unknown) => logError('leadexec-forget-failed', thrown));

  const accounts = new Accounts({
    ...{ store, now, secretOf, tokens },
    fetched: () => events.publish('jobs-ready'),
    stopped: () => events.publish('connections-changed'),
  });
  leads.hooks.onForget((_, person) =>
    findRequestsOf({ store, now, sealed, unsealed: (id) => noteUnsealed(store, id) }, person),
  );
  queue.executor('leadexec', new LeadexecExecutor({ store, now, accounts, sealed }));
  const enqueuing = { store, now, sealed, wake: () => events.publish('jobs-ready') };
  const requests = { ...enqueuing, accounts, records: secrets };
  handlers.on('leadexec.request', (input) => makeRequest(requests, input));
  const records = createRecords(context, handlers, { accounts, secrets, enqueuing });
  handlers.on('leadexec.calls', () => describeCalls());
  const { clientName } = records;
  const { whatIf, onPosts } = createWhatIf(context, handlers, { runner, accounts, leads, clientName });
  let connected = accounts.ids();
  events.on('connections-changed', () => {
    const ids = accounts.ids();
    for (const id of connected) if (!ids.includes(id)) void secrets.forget(id).catch(notForgotten);
    connected = ids;
    unseal();
    forgetGone();
  });
  events.on('queue-moved', unseal);
  return {
    handlers,
    changeAccount: (id, request, body) => makeChange(requests, id, request, body),
    leadTypeFields: (accountId, leadType) => leadTypeFields(accounts, accountId, leadType),
    onPosts,
    idle: () => releasing.size === 0,
    async start() {
      const kept = sealedRequests(store);
      await sealed.load(kept.map(({ id }) => id));
      await removeWithoutJob(store, sealed, kept);
      unseal();
      await cancelUnfinished(store, now);
      if (sends) for (const id of connected) release(id);
      forgetGone();
      records.start();
    },
    async stop() {
      accounts.close();
      whatIf.stop();
      await records.stop();
    },
  };
}

/** What-ifs and revenue reports, both based on the copies of accounts. */
function createWhatIf(
  { store, now, events, exportsDir }: ModuleContext,
  handlers: Handlers,
  {
    runner,
    accounts,
    leads,
    clientName,
  }: {
    readonly leads: Needs['leads'];
    readonly runner: WhatIfRunner;
    readonly accounts: Accounts;
    readonly clientName: (connectionId: number, client: number) => string;
  },
): { readonly whatIf: WhatIf; readonly onPosts: (log: PostLog) => void } {
  const setups = new Setups(store, clientName);
  events.on('changed', (topic) => topic === 'account' && setups.changed());
  events.on('connections-changed', () => {
    setups.changed();
    whatIf.connectionsChanged();
  });
  const onPosts = registerMoney(handlers, { store, setups, now, exportsDir });
  const postsRevision = watchPostedLeads(store);
  const readLog = (connectionId: number, leadUid: number) => readScannerLog(accounts, connectionId, leadUid);
  const whatIf = new WhatIf(handlers, { store, runner, now, exportsDir, setups, postsRevision, readLog });
  leads.hooks.onForget(findScannerLogsOf);
  return { whatIf, onPosts };
}

/** Deletes the secrets of finished requests, and of removed connections. `ids` are those of the connections. */
function unsealFinished(store: ModuleContext['store'], sealed: SealedRequests, ids: readonly number[]): void {
  for (const { id, connectionId } of sealedRequests(store)) {
    const { state, lane } = jobOfSource(store, { connectionId, source: id }) ?? {};
    // A job without a lane was erased together with the person it was about.
    const isDone = state === 'delivered' || state === 'duplicate' || lane === '';
    if (ids.includes(connectionId) && !isDone) continue;
    noteUnsealed(store, id);
    void sealed.forget(id).catch(notForgotten);
  }
}

/** The secrets are still in the secret store, and are deleted at the next start. */
const notForgotten = (thrown: unknown) => void logError('secrets of a request were not forgotten', thrown);

/**
 * Continues jobs that were held before their secrets were read. Those whose secrets are lost are held again. @returns whether there were
 * any
 */
async function releaseHeld(
  store: ModuleContext['store'],
  connectionId: number,
  now: ModuleContext['now'],
): Promise<boolean> {
  const ids = heldBecause(store, connectionId, NO_SECRETS);
  if (ids.length === 0) return false;
  const portion = (behind: number) => (behind === 0 ? { ids, behind: 1 } : null);
  await changeJobs(store, portion, { from: ['held'], to: 'ready', reason: null }, now);
  return true;
}

/** A request whose job was not created because of an interruption is deleted, because no caller knows of it. */
async function removeWithoutJob(
  store: ModuleContext['store'],
  sealed: SealedRequests,
  kept: ReturnType<typeof sealedRequests>,
): Promise<void> {
  for (const { id, connectionId } of kept) {
    if (jobOfSource(store, { connectionId, source: id }) !== undefined) continue;
    await sealed.forget(id).catch(notForgotten);
    dropRequest(store, id);
  }
}
