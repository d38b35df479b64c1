import { getConnection } from '../../connections/connections.ts';
import type { Store } from '../../db/store.ts';
import type { Millis } from '../../db/tables.ts';
import { runStateOf } from '../../queue/run-state.ts';
import type { ClaimPorts } from './ports.ts';

/** Whether claims are written back to the vendor, and the `claimed_via` that is written. */
export function writeBackOf(store: Store, connectionId: number): { readonly on: boolean; readonly name: string } {
  const { name, source } = getConnection(store, connectionId);
  return { on: source?.kind === 'liondesk' && source.writeBack, name };
}

/** Why the vendor can't be reached now, as part of a sentence; null if no obstacle is known. */
export function outOfReach(
  ports: Pick<ClaimPorts, 'store' | 'offline' | 'sends'>,
  connectionId: number,
): string | null {
  const { name, on } = writeBackOf(ports.store, connectionId);
  const line = runStateOf(ports.store, connectionId);
  const why = line?.runReason == null ? '' : ` (${line.runReason})`;
  if (line !== undefined && line.runState !== 'running') {
    return line.runState === 'tripped' ? `${name} can’t be reached${why}` : `${name} is ${line.runState}${why}`;
  }
  if (ports.offline(connectionId)) return `${name} is unreachable: no network`;
  return on && !ports.sends ? 'this terminal sends nothing; a running desk does' : null;
}

/** Whether the vendor has given a good answer since then and can still be reached. */
export function reachedSince(ports: Pick<ClaimPorts, 'store'>, connectionId: number, at: Millis): boolean {
  const line = runStateOf(ports.store, connectionId);
  return line?.runState === 'running' && line.lastSuccessAt !== null && line.lastSuccessAt > at;
}
