import type { Connection, DeskStatus, DialImport, JobCounts, JobFilter } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';

/** How long to wait for an open breaker that has only unknown rows to check, ms. */
const ONLY_CHECKS_FOR_MS = 30_000;
/** The number of unknown rows that are searched for a scheduled check. */
const LOOKED_AT = 1_000;

/** Rows that are awaited, and their connection. */
export interface Awaited {
  readonly counts: JobCounts;
  readonly line: Connection | undefined;
  /** The import is paused, by the operator or because the dialer refuses it. */
  readonly paused: boolean;
  readonly filter: JobFilter;
}

/** What is awaited for an import. */
export function awaitedOf(status: DeskStatus, one: DialImport): Awaited {
  const line = status.connections.find(({ id }) => id === one.connectionId);
  return { counts: one.jobs, line, paused: one.paused, filter: { importId: one.id } };
}

/** What is awaited for the whole queue, by connection. */
export function allAwaited(status: DeskStatus): Awaited[] {
  return status.connections.map((line) => ({
    counts: line.counts,
    line,
    paused: false,
    filter: { connectionId: line.id },
  }));
}

/** Determines over repeated checks whether rows make no more progress without a person. */
export class Standstill {
  readonly #desk: Desk;
  readonly #now: () => number;
  /** Since when a connection's breaker has been open with only unknown rows to check. */
  readonly #onlyChecks = new Map<number, number>();

  constructor(desk: Desk, now: () => number = Date.now) {
    this.#desk = desk;
    this.#now = now;
  }

  /** Whether nothing continues automatically for these rows, or only checks that have been unanswered for a while. */
  async reached({ counts, line, paused, filter }: Awaited): Promise<boolean> {
    // A running check of an unknown row only shows as an open request: like a row that nobody checks, it has no next time.
    if (counts.sending > 0 || (line?.flying ?? 0) > 0) return this.#moves(line);
    if (line === undefined || line.runState === 'paused' || line.runState === 'stopped') return true;
    // While the breaker is open, its ready rows are shown as held, although it tries again automatically.
    const ready = counts.ready + (line.runState === 'tripped' && !paused ? counts.held : 0);
    if (ready > 0) return this.#moves(line);
    if (counts.unknown === 0) return true;
    const { jobs } = await this.#desk.call('jobs.list', { filter: { ...filter, state: 'unknown' }, limit: LOOKED_AT });
    if (jobs.every(({ nextAt }) => nextAt === null)) return (await this.#isUnchanged(line)) || this.#moves(line);
    if (line.runState !== 'tripped') return this.#moves(line);
    const since = this.#onlyChecks.get(line.id) ?? this.#now();
    this.#onlyChecks.set(line.id, since);
    return this.#now() - since >= ONLY_CHECKS_FOR_MS;
  }

  /** Whether the connection is unchanged since the last status. A check that started in between is running or has changed the counts. */
  async #isUnchanged(line: Connection): Promise<boolean> {
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

/** Why rows make no progress and what to do, one sentence each; empty if all have a result. */
export function whyItStands({ counts, line, paused }: Awaited, pausedReason: string | null): string[] {
  const open = counts.ready + counts.held;
  const sentences: string[] = [];
  if (open > 0) {
    if (line === undefined) sentences.push(`${rowsAre(open)} waiting, but the connection was removed.`);
    else if (line.runState === 'paused' || line.runState === 'stopped') {
      const why = line.runReason ?? 'paused by the operator';
      sentences.push(
        `${rowsAre(open)} waiting: ${line.name} is ${line.runState}: ${why}. Sending continues when you resume it.`,
      );
    } else if (paused) {
      sentences.push(
        `${rowsAre(open)} waiting: ${pausedReason ?? 'the import is paused. Sending continues when you resume it.'}`,
      );
    } else sentences.push(`${rowsAre(open)} held; \`trunkline jobs --state held\` shows why.`);
  }
  const checking = Math.min(counts.checking, counts.unknown);
  if (checking > 0) {
    sentences.push(
      `${rows(checking)} may or may not have arrived: the dialer is being asked automatically; you don’t need to do anything.`,
    );
  }
  if (counts.unknown > checking) {
    const again =
      line?.runState === 'tripped'
        ? ` (${line.name} is not responding correctly: ${line.runReason ?? 'no reason'})`
        : '';
    sentences.push(
      `${rows(counts.unknown - checking)} may or may not have arrived${again}: review them with \`trunkline jobs --state unknown\`, then decide with \`trunkline resolve\`.`,
    );
  }
  return sentences;
}

/** The text for a connection that is not sending now but continues automatically; null if it is sending. */
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
