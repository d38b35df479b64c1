import type { Handlers } from '../../commands/handlers.ts';
import { getImport } from '../import-table.ts';
import { ReadBack, type ReadBackPorts } from './reader.ts';
import { storedReadBack } from './stored.ts';

/** Creates the read-back of loaded leads, and registers its commands. */
export function startReadBack(handlers: Handlers, ports: ReadBackPorts): ReadBack {
  const reader = new ReadBack(ports);
  handlers.on('imports.readBack', ({ id }) => storedReadBack(ports.store, getImport(ports.store, id).id));
  handlers.on('imports.adoptProfile', ({ id }) => reader.adopt(id));
  return reader;
}
