import { CommandError, type Connection } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';

/** A connection by its name. @throws CommandError with the existing names */
export async function connectionNamed(desk: Desk, name: string): Promise<Connection> {
  const all = await desk.call('connections.list', {});
  const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const others =
    all.length === 0 ? 'There are no connections yet' : `Connections: ${all.map((one) => one.name).join(', ')}`;
  throw new CommandError('not-found', `There is no connection called ${name}. ${others}.`);
}
