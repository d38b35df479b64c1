import type { JobState } from '../db/tables.ts';

/** What became of an unlock, in words; the state of its job says it. */
export function outcomeWords(state: JobState, reason: string | null): string {
  switch (state) {
    case 'delivered':
    case 'duplicate':
      return 'unlocked';
    case 'rejected':
      return reason ?? 'refused';
    case 'cancelled':
      return 'canceled';
    case 'unknown':
      return 'result unknown';
    case 'ready':
    case 'held':
    case 'sending':
    case 'awaiting-vendor':
      return 'waits to be sent';
  }
}
