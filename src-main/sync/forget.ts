import type { ForgetHook } from '../leads/hooks.ts';
import { readSource, updateSource } from './source-rows.ts';

/** Subtracts an erased person from the number of leads of a source. */
export const forgottenHere: ForgetHook = (store, { externalIds }) => ({
  held: {},
  erase() {
    for (const { connectionId } of externalIds) {
      const row = connectionId === null ? undefined : readSource(store, connectionId);
      if (row) updateSource(store, row.connection_id, { leads: Math.max(0, row.leads - 1) });
    }
  },
});
