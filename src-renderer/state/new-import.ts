import { call } from '../bridge/index.ts';
import { fileTaker } from './hand-over.ts';

/** Takes files for dial lists; the result is the id of the draft. */
export const dialListFiles = fileTaker(async ({ path, name }) => {
  const { id } = await call('imports.open', name === undefined ? { path } : { path, name });
  return id;
});
