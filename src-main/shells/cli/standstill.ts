import type { Connection, DeskStatus, DialImport, JobCounts, JobFilter } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';

/** How long an open breaker that has only unknown rows to ask about is waited for, ms. */
const ONLY_CHECKS_FOR_MS = 30_000;
/** Unknown rows that are looked at for a planned check. */
const LOOKED_AT = 1_000;

/** Rows that are waited for, and the connection they go by. */
export interface Awaited {
  readonly counts: JobCounts;
  readonly line: Connection | undefined;
  /** The import is paused, by the operator or because the dialer refuses it. */
  readonly paused: boolean;
  readonly filter: JobFilter;
}

/** What an import waits for. */
export function awaitedOf(status: DeskStatus, one: DialImport): Awaited {
  const line = status.connections.find(({ id }) => id === one.connectionId);
  return { counts: one.jobs, line, paused: one.paused, filter: { importId: one.id } };
}

/** What the whole queue waits for, connection by connection. */
export function allAwaited(status: DeskStatus): Awaited[] {
  return status.connections.map((line) => ({
    counts: line.counts,
    line,
    paused: false,
    filter: { connectionId: line.id },
  }));
}

/** Tells, look by look, whether rows will move no more without a person. */
export class Standstill {
  readonly #desk: Desk;
  readonly #now: () => number;
  /** Since when a connection's breaker is open with nothing but unknown rows to ask about. */
  readonly #onlyChecks = new Map<number, number>();

  constructor(desk: Desk, now: () => number = Date.now) {
    this.#desk = desk;
    this.#now = now;
  }

  /** Whether nothing of these rows goes on by itself, or only questions that have gone unanswered for a while. */
  async reached({ counts, line, paused, filter }: Awaited): Promise<boolean> {
    // A check of an unknown row that is under way shows by the requests alone: it has no next time, as one that nobody checks.
    if (counts.sending > 0 || (line?.flying ?? 0) > 0) return this.#moves(line);
    if (line === undefined || line.runState === 'paused' || line.runState === 'stopped') return true;
    // While the breaker is open its ready rows show as held: it tries again by itself.
    const ready = counts.ready + (line.runState === 'tripped' && !paused ? counts.held : 0);
    if (ready > 0) return this.#moves(line);
    if (counts.unknown === 0) return true;
    const { jobs } = await this.#desk.call('jobs.list', { filter: { ...filter, state: 'unknown' }, limit: LOOKED_AT });
    if (jobs.every(({ nextAt }) => nextAt === null)) return (await this.#stands(line)) || this.#moves(line);
    if (line.runState !== 'tripped') return this.#moves(line);
    const since = this.#onlyChecks.get(line.id) ?? this.#now();
    this.#onlyChecks.set(line.id, since);
    return this.#now() - since >= ONLY_CHECKS_FOR_MS;
  }

  /** Whether the connection is as it was at the look before: a check that began between the two looks is under way or has changed the counts. */
  async #stands(line: Connection): Promise<boolean> {
    const { connections } = await this.#desk.call('desk.status', {});
    const now = connections.find(({ id }) => id === line.id);
    return now === undefined || (now.flying === 0 && JSON.stringify(now.counts) === JSON.stringify(line.counts));
  }

  #moves(line: Connection | undefined): false {
    if (line) this.#onlyChecks.delete(line.id);
    return false;
  }
}

const rows = (n: number): string => `${n.toLocaleString('en-US')} ${n === 1 ? 'row' : 'rows'}`;
/** The same as the subject of what follows: "1 row is", "2 rows are". */
const rowsAre = (n: number): string => `${rows(n)} ${n === 1 ? 'is' : 'are'}`;

/** Why rows stand, and what to do, a sentence each; nothing where all have their outcome. */
export function whyItStands({ counts, line, paused }: Awaited, pausedReason: string | null): string[] {
  const open = counts.ready + counts.held;
  const said: string[] = [];
  if (open > 0) {
    if (line === undefined) said.push(`${rowsAre(open)} waiting, but the connection was removed.`);
    else if (line.runState === 'paused' || line.runState === 'stopped') {
      const why = line.runReason ?? 'paused by the operator';
      said.push(
        `${rowsAre(open)} waiting: ${line.name} is ${line.runState}: ${why}. Sending continues when you resume it.`,
      );
    } else if (paused) {
      said.push(
        `${rowsAre(open)} waiting: ${pausedReason ?? 'the import is paused. Sending continues when you resume it.'}`,
      );
    } else said.push(`${rowsAre(open)} held; \`trunkline jobs --state held\` shows why.`);
  }
  const checking = Math.min(counts.checking, counts.unknown);
  if (checking > 0) {
    said.push(
      `${rows(checking)} may or may not have arrived: the dialer is being asked automatically; you don’t need to do anything.`,
    );
  }
  if (counts.unknown > checking) {
    const again =
      line?.runState === 'tripped'
        ? ` (${line.name} is not responding correctly: ${line.runReason ?? 'no reason'})`
        : '';
    said.push(
      `${rows(counts.unknown - checking)} may or may not have arrived${again}: review them with \`trunkline jobs --state unknown\`, then decide with \`trunkline resolve\`.`,
    );
  }
  return said;
}

/** What is told of a connection that does not send now but goes on by itself; null where it sends. */
export function whyItWaits(line: Connection, now: number): string | null {
  const at =
    line.notBefore !== null && line.notBefore > now ? new Date(line.notBefore).toLocaleTimeString('en-GB') : null;
  if (line.runState === 'tripped') {
    const next = at === null ? 'Retrying now' : `Retrying at ${at}`;
    return `${line.name} is waiting: ${line.runReason ?? 'it is not responding'}. ${next} automatically; the rows stay in the queue.`;
  }
  if (line.runState === 'running' && at !== null && (line.notBefore ?? 0) - now > 5_000) {
    return `${line.name} asked for a pause until ${at}; sending continues then automatically.`;
  }
  return null;
}
