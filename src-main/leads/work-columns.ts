import { CommandError } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { LeadPorts } from './ports.ts';

/** What the list shows of the work on a lead; what is left out stays. Times are ms since 1970. */
export interface WorkColumns {
  readonly attempts?: number;
  readonly lastDisposition?: string | null;
  readonly callbackAt?: number | null;
  readonly touchedAt?: number;
}

const COLUMNS = {
  attempts: 'attempts',
  lastDisposition: 'last_disposition',
  callbackAt: 'callback_at',
  touchedAt: 'touched_at',
} as const satisfies Record<keyof WorkColumns, string>;

/** Shows in the list what was done with a lead. In the caller's write transaction. */
export function setWork({ store, index }: Pick<LeadPorts, 'store' | 'index'>, leadId: number, work: WorkColumns): void {
  for (const name of Object.keys(COLUMNS) as (keyof WorkColumns)[]) {
    const value = work[name];
    if (value !== undefined) store.prepare(`UPDATE lead SET ${COLUMNS[name]} = ? WHERE id = ?`).run(value, leadId);
  }
  index.noteChanged([leadId]);
}

/** @throws CommandError `not-found` when there is no such lead */
export function assertLead(store: Store, leadId: number): void {
  if (store.prepare('SELECT 1 FROM lead WHERE id = ?').get(leadId) === undefined) {
    throw new CommandError('not-found', 'This lead no longer exists. It may have been merged or erased.');
  }
}
