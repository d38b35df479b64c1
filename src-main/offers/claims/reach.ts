import { getConnection } from '../../connections/connections.ts';
import type { Store } from '../../db/store.ts';
import type { Millis, RunState } from '../../db/tables.ts';
import type { ClaimPorts } from './ports.ts';

interface Row {
  readonly run_state: RunState;
  readonly run_reason: string | null;
  readonly last_success_at: Millis | null;
}

const read = (store: Store, connectionId: number): Row | undefined =>
  store
    .prepare<[number], Row>('SELECT run_state, run_reason, last_success_at FROM connection WHERE id = ?')
    .get(connectionId);

/** Whether the vendor is told of claims here, and how a claim is said to have come about. */
export function writeBackOf(store: Store, connectionId: number): { readonly on: boolean; readonly name: string } {
  const { name, source } = getConnection(store, connectionId);
  return { on: source?.kind === 'liondesk' && source.writeBack, name };
}

/** Why the vendor can't be told or asked now, as half a sentence; null when nothing is known to be in the way. */
export function outOfReach(
  ports: Pick<ClaimPorts, 'store' | 'offline' | 'sends'>,
  connectionId: number,
): string | null {
  const { name, on } = writeBackOf(ports.store, connectionId);
  const line = read(ports.store, connectionId);
  const why = line?.run_reason == null ? '' : ` (${line.run_reason})`;
  if (line !== undefined && line.run_state !== 'running') {
    return line.run_state === 'tripped' ? `${name} can’t be reached${why}` : `${name} is ${line.run_state}${why}`;
  }
  if (ports.offline(connectionId)) return `there is no network to ${name}`;
  return on && !ports.sends ? 'nothing is sent from this terminal; a running desk does that' : null;
}

/** Whether the vendor has given a good answer since, and may be reached still. */
export function reachedSince(ports: Pick<ClaimPorts, 'store'>, connectionId: number, at: Millis): boolean {
  const line = read(ports.store, connectionId);
  return line?.run_state === 'running' && line.last_success_at !== null && line.last_success_at > at;
}
