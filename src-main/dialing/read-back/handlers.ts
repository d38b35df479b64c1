import type { Handlers } from '../../commands/handlers.ts';
import type { Store } from '../../db/store.ts';
import type { ReadBack } from './reader.ts';
import { storedReadBack } from './stored.ts';

/** Registers the commands of reading back. */
export function registerReadBack(handlers: Handlers, { store, reader }: { store: Store; reader: ReadBack }): void {
  handlers.on('imports.readBack', ({ id }) => storedReadBack(store, id));
  handlers.on('imports.adoptProfile', ({ id }) => reader.adopt(id));
}
