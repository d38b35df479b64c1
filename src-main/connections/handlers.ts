import type { Connection } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { pauseLine, resumeLine, setRunState } from '../queue/run-state.ts';
import { getConnection, listConnections, removeConnection, saveConnection, showConnection } from './connections.ts';
import type { Passwords } from './passwords.ts';

export interface ConnectionPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly passwords: Passwords;
  readonly live: (connectionId: number) => { flying: number; pace: number };
  /** What else is kept in the vault for a connection goes with it. */
  readonly forget: (connectionId: number) => Promise<void>;
  /** A connection was made, changed, paused or resumed. */
  readonly changed: () => void;
}

/** Why a connection without a password stands still. */
export const NO_PASSWORD = 'There is no password for it on this desk. Enter it in Settings.';

/** Stops a connection that has no password; entering one lets it go on. */
export function stopWithoutPassword(store: Store, id: number): void {
  setRunState(store, id, { runState: 'stopped', runReason: NO_PASSWORD });
}

/** A connection with what only the running core knows of it. */
export function showLive(ports: ConnectionPorts, id: number): Connection {
  return showConnection(ports.store, id, { hasPassword: ports.passwords.of(id) !== null, ...ports.live(id) });
}

/** Registers the commands of connections. */
export function registerConnections(handlers: Handlers, ports: ConnectionPorts): void {
  const { store, now, passwords } = ports;
  handlers.on('connections.list', () => listConnections(store).map(({ id }) => showLive(ports, id)));
  handlers.on('connections.save', async (input) => {
    const id = saveConnection(store, input, now());
    if (input.password !== undefined) {
      try {
        await passwords.keep(id, input.password);
      } catch (error) {
        // Nothing half-made stays: a new connection whose password has no safe place is none.
        if (input.id === undefined) removeConnection(store, id, now());
        throw error;
      }
    }
    const { runReason } = showLive(ports, id);
    if (passwords.of(id) === null) stopWithoutPassword(store, id);
    else if (runReason === NO_PASSWORD) resumeLine(store, id);
    ports.changed();
    return showLive(ports, id);
  });
  handlers.on('connections.remove', async ({ id }) => {
    getConnection(store, id);
    removeConnection(store, id, now());
    await passwords.forget(id);
    await ports.forget(id);
    ports.changed();
    return {};
  });
  handlers.on('connections.pause', ({ id }) => {
    getConnection(store, id);
    pauseLine(store, id);
    ports.changed();
    return showLive(ports, id);
  });
  handlers.on('connections.resume', ({ id }) => {
    getConnection(store, id);
    if (passwords.of(id) === null) stopWithoutPassword(store, id);
    else resumeLine(store, id);
    ports.changed();
    return showLive(ports, id);
  });
}
