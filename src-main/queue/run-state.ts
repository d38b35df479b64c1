import { type Store, sqlOf } from '../db/store.ts';
import type { Millis, RunState } from '../db/tables.ts';

/** What the queue needs to know of a connection. */
export interface Line {
  readonly id: number;
  readonly name: string;
  /** The vendor's host. Connections to the same host share its lanes. */
  readonly host: string;
  readonly concurrency: number | null;
  readonly perSecond: number | null;
  readonly runState: RunState;
  readonly runReason: string | null;
  readonly notBefore: Millis;
  readonly probesFailed: number;
  readonly seenKinds: readonly string[];
}

/** Every connection that has not been removed, as the queue sees it. */
export function readLines(store: Store): Line[] {
  return store
    .all(
      sqlOf
        .selectFrom('connection')
        .select([
          'id',
          'name',
          'url',
          'concurrency',
          'per_second',
          'run_state',
          'run_reason',
          'not_before',
          'probes_failed',
          'seen_kinds',
        ])
        .where('removed_at', 'is', null),
    )
    .map((row) => ({
      id: row.id,
      name: row.name,
      host: URL.canParse(row.url) ? new URL(row.url).host : row.url,
      concurrency: row.concurrency,
      perSecond: row.per_second,
      runState: row.run_state,
      runReason: row.run_reason,
      notBefore: row.not_before,
      probesFailed: row.probes_failed,
      seenKinds: JSON.parse(row.seen_kinds) as string[],
    }));
}

/** The run state of a connection and its reason; undefined if there is no such connection. */
export function runStateOf(
  store: Store,
  id: number,
):
  | { readonly runState: RunState; readonly runReason: string | null; readonly lastSuccessAt: Millis | null }
  | undefined {
  return store.get(
    sqlOf
      .selectFrom('connection')
      .select(['run_state as runState', 'run_reason as runReason', 'last_success_at as lastSuccessAt'])
      .where('id', '=', id),
  );
}

/** Stores the run state of a connection and its reason. It survives a restart. */
export function setRunState(
  store: Store,
  id: number,
  change: {
    runState: RunState;
    runReason: string | null;
    notBefore?: Millis;
    probesFailed?: number;
    seenKinds?: readonly string[];
  },
): void {
  store.run(
    sqlOf
      .updateTable('connection')
      .set({
        run_state: change.runState,
        run_reason: change.runReason,
        ...(change.notBefore === undefined ? {} : { not_before: change.notBefore }),
        ...(change.probesFailed === undefined ? {} : { probes_failed: change.probesFailed }),
        ...(change.seenKinds === undefined ? {} : { seen_kinds: JSON.stringify(change.seenKinds) }),
      })
      .where('id', '=', id),
  );
}

/** Stores when the vendor last gave an answer that we understand. */
export function noteSuccess(store: Store, id: number, now: Millis): void {
  store.run(sqlOf.updateTable('connection').set({ last_success_at: now }).where('id', '=', id));
}

/** Pauses a connection for the operator. Its ready jobs are shown as held. */
export function pauseLine(store: Store, id: number, reason = 'Paused by the operator'): void {
  setRunState(store, id, { runState: 'paused', runReason: reason });
}

/** Resumes a connection for the operator, whatever stopped it. */
export function resumeLine(store: Store, id: number): void {
  setRunState(store, id, { runState: 'running', runReason: null, notBefore: 0, probesFailed: 0 });
}

/** Pauses every running connection after a restore from a backup, until the operator has reviewed the ready jobs. */
export function pauseAll(store: Store, reason: string): void {
  store.run(
    sqlOf.updateTable('connection').set({ run_state: 'paused', run_reason: reason }).where('removed_at', 'is', null),
  );
}

/** Connections that don't run. Their ready jobs are shown as held. */
export const stoppedConnections = (store: Store): number[] =>
  store.all(sqlOf.selectFrom('connection').select('id').where('run_state', '<>', 'running')).map(({ id }) => id);
