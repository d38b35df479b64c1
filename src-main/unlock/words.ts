import type { JobState } from '../db/tables.ts';

/** The text for the result of an unlock, by the state of its job. */
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
