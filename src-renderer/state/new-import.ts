import { call } from '../bridge/index.ts';
import { fileTaker } from './hand-over.ts';

/** Files on their way to become a dial list; what is made of one is the number of its draft. */
export const dialListFiles = fileTaker(async ({ path, name }) => {
  const { id } = await call('imports.open', name === undefined ? { path } : { path, name });
  return id;
});
