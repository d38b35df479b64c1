import { join } from 'node:path';
import {
  type CommandArguments,
  CommandError,
  type CommandOutput,
  type WhatIfResult,
} from '../../../../src-preload/contract/index.ts';
import type { Handlers } from '../../../commands/handlers.ts';
import { countPostedLeads, postedLead, soldSince } from '../../../delivery/rows/posted-leads.ts';
import { writeCsv } from '../../../dialing/write-csv.ts';
import { checkZone } from '../check-zone.ts';
import { rulesOf, setRules } from '../rules-rows.ts';
import { applyChanges } from './apply-changes.ts';
import { recordsOf } from './csv.ts';
import { duplicateDays } from './intake-run.ts';
import { type BeforeOf, LastBefore } from './last-before.ts';
import { postedInput, readPortions } from './read-portions.ts';
import { rewindOrders, soldToOrders } from './rewind-orders.ts';
import type { RunReply, WhatIfRunner } from './run-order.ts';
import { type ScannerLogPorts, scannerLog } from './scanner-logs.ts';
import type { Setups } from './setups.ts';

export interface WhatIfPorts extends ScannerLogPorts {
  readonly runner: WhatIfRunner;
  /** The default folder for files. */
  readonly exportsDir: string;
  readonly setups: Setups;
  /** The revision of the posted leads. */
  readonly postsRevision: () => number;
}

const DAY_MS = 86_400_000;
/** How long before a time range leads count for its maxima: the longest period is a month. */
const BEFORE_MS = 32 * DAY_MS;
/** The number of results that are kept for their CSV. */
const RESULTS = 5;

interface Running {
  readonly stop: AbortController;
  read: number;
  leads: number | null;
}

/** Posted leads changed while a run read them that uses what was kept of them. */
class Outdated extends Error {}

/** The commands of the what-if. */
export class WhatIf {
  readonly #ports: WhatIfPorts;
  readonly #running = new Map<string, Running>();
  readonly #results = new Map<string, WhatIfResult>();
  readonly #before = new LastBefore();

  constructor(handlers: Handlers, ports: WhatIfPorts) {
    this.#ports = ports;
    const { store, setups } = ports;
    handlers.on('leadexec.rules', ({ connectionId }) => rulesOf(store, setups.check(connectionId)));
    handlers.on('leadexec.setRules', ({ connectionId, rules }) => {
      checkZone(rules.timeZone, 'rules.timeZone');
      setRules(store, setups.check(connectionId), rules);
      setups.changed();
      return rulesOf(store, connectionId);
    });
    handlers.on('leadexec.whatIf', (input) => this.#whatIf(input));
    handlers.on('leadexec.whatIfProgress', ({ runId }) => {
      const running = this.#running.get(runId);
      return running === undefined ? null : { read: running.read, leads: running.leads };
    });
    handlers.on('leadexec.cancelWhatIf', ({ runId }) => {
      const running = this.#running.get(runId);
      running?.stop.abort(new CommandError('conflict', 'The what-if was canceled.'));
      return { canceled: running !== undefined };
    });
    handlers.on('leadexec.exportWhatIf', (input) => this.#export(input));
    handlers.on('leadexec.explain', (input) => this.#explain(input));
    handlers.on('leadexec.scannerLog', (input) => scannerLog(ports, input, () => this.#explain(input)));
  }

  /** Frees what was kept of an account that may have been removed. */
  connectionsChanged(): void {
    this.#before.forget();
  }

  /** Stops, because the desk closes. */
  stop(): void {
    for (const { stop } of this.#running.values()) stop.abort(new CommandError('unavailable', 'Trunkline is closing.'));
  }

  async #whatIf(input: CommandArguments<'leadexec.whatIf'>): Promise<WhatIfResult> {
    const { connectionId, from, until, runId } = input;
    if (!(from < until)) throw new CommandError('invalid-input', 'The period ends before it starts.', 'until');
    if (this.#running.has(runId)) throw new CommandError('conflict', 'This what-if is running already.', 'runId');
    const running: Running = { stop: new AbortController(), read: 0, leads: null };
    this.#running.set(runId, running);
    const began = performance.now();
    try {
      const account = await this.#ports.setups.of(connectionId);
      const reply = await this.#run(input, account, running).catch((error: unknown) => {
        if (error instanceof Outdated) return this.#run(input, account, running);
        throw error;
      });
      if (reply.is !== 'what-if') throw new Error('A what-if was answered with something else');
      const ms = Math.round(performance.now() - began);
      const result = { ...reply.result, runId, readAt: account.readAt, ms };
      this.#keep(result);
      const { moves, intake } = result;
      return {
        ...result,
        moves: moves.slice(0, MOST_MOVES),
        intake: { ...intake, leads: intake.leads.slice(0, MOST_MOVES) },
      };
    } finally {
      this.#running.delete(runId);
    }
  }

  /** @throws Outdated if it has to be repeated */
  async #run(
    { connectionId, from, until, changes }: CommandArguments<'leadexec.whatIf'>,
    { setup: now, revision, receivers }: Awaited<ReturnType<Setups['of']>>,
    running: Running,
  ): Promise<RunReply> {
    const { store, runner, postsRevision } = this.#ports;
    const connectionIds = [...receivers.keys()];
    const posts = postsRevision();
    const isCurrent = () => postsRevision() === posts;
    const setup = rewindOrders(now, soldToOrders(now, await soldSince(store, { connectionIds, from }), receivers));
    const changed = applyChanges(setup, changes);
    const since = from - Math.max(BEFORE_MS, Math.min(366, duplicateDays(setup, changed)) * DAY_MS);
    const of: BeforeOf = {
      ...{ connectionId, account: revision, receivers: JSON.stringify([...receivers]), posts },
      ...{ from, until, since },
    };
    const kept = isCurrent() ? this.#before.of(of) : null;
    const span = { connectionIds, from: since, until };
    running.leads = await countPostedLeads(store, span);
    const portions = readPortions(store, span, receivers, (read) => {
      if (kept !== null && !isCurrent()) throw new Outdated();
      running.read = read;
    });
    const reply = await runner.run(
      { is: 'what-if', setup, changed, from, kept },
      portions,
      () => {},
      running.stop.signal,
    );
    // While it ran, other leads may have been read than those that the next run will read, or another run may have kept its own.
    if (reply.is === 'what-if' && kept === null && reply.kept !== null && isCurrent()) {
      this.#before.keep(of, reply.kept);
    }
    return reply;
  }

  #keep(result: WhatIfResult): void {
    this.#results.set(result.runId, result);
    for (const runId of [...this.#results.keys()].slice(0, -RESULTS)) this.#results.delete(runId);
  }

  async #export({ runId, table, path }: CommandArguments<'leadexec.exportWhatIf'>) {
    const results = this.#results;
    // Read during the writing, so that an invalid path is refused before anything is read.
    function* records() {
      const result = results.get(runId);
      if (result === undefined) {
        throw new CommandError('not-found', 'That what-if is no longer kept. Run it again.', 'runId');
      }
      yield* recordsOf(result, table);
    }
    const day = new Date(this.#ports.now()).toISOString().slice(0, 10);
    const target = path ?? join(this.#ports.exportsDir, `what-if ${table} ${day}.csv`);
    const written = await writeCsv(target, records());
    return { path: written.path, rows: written.rows - 1 };
  }

  async #explain({
    connectionId,
    postNo,
  }: CommandArguments<'leadexec.explain'>): Promise<CommandOutput<'leadexec.explain'>> {
    const { store, runner, setups } = this.#ports;
    const { setup: now, receivers } = await setups.of(connectionId);
    const lead = postedLead(store, postNo);
    const post = lead && postedInput(lead, receivers);
    if (lead === undefined || post === undefined) {
      throw new CommandError('not-found', `Post ${postNo} is not a lead that this account accepted.`, 'postNo');
    }
    const connectionIds = [...receivers.keys()];
    const sold = await soldSince(store, { connectionIds, from: lead.at });
    const setup = rewindOrders(now, soldToOrders(now, sold, receivers));
    const span = { connectionIds, from: lead.at - BEFORE_MS, until: lead.at };
    const portions = readPortions(store, span, receivers, () => {});
    const reply = await runner.run({ is: 'explain', setup, post }, portions, () => {}, new AbortController().signal);
    if (reply.is !== 'explain') throw new Error('An explanation was answered with something else');
    const campaign = setup.campaigns.find(({ campaignUid }) => campaignUid === post.campaign);
    // A client has the same name here as among the accounts; the reported one is for clients that aren't in the copies.
    const nameOf = (uid: string) => setup.clients.find(({ clientUid }) => String(clientUid) === uid)?.name;
    return {
      at: lead.at,
      campaign: campaign?.name ?? (post.campaign === null ? '' : `Campaign ${post.campaign}`),
      leadId: lead.leadId,
      ...reply.explained,
      told: lead.sends.map(({ client, clientUid, valid, price }) => ({
        client: nameOf(clientUid) || client || `Client ${clientUid}`,
        valid,
        price,
      })),
    };
  }
}

/** The most moved and refused leads in an answer. The CSV contains all that are stored. */
const MOST_MOVES = 1_000;
