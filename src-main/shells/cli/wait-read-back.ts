import type { DialImport, ReadBackResult } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';
import { readBackInWords } from './read-back-words.ts';

/** How often it is checked, ms. */
const LOOK_EVERY_MS = 250;
/** The longest wait in total, and for the first lead of a sample, ms. */
const PATIENCE_MS = { whole: 90_000, first: 5_000 } as const;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const ended = (told: ReadBackResult | null): boolean => told !== null && told.state !== 'reading';

/**
 * Waits until the sample of an import was read back, as far as the dialer supports it and `forMs` allows.
 *
 * @returns the result; null if nothing was delivered, or no lead has been read
 */
export async function waitForReadBack(
  desk: Pick<Desk, 'call'>,
  { id, jobs }: Pick<DialImport, 'id' | 'jobs'>,
  forMs: number,
): Promise<ReadBackResult | null> {
  if (jobs.delivered === 0) return null;
  const began = Date.now();
  for (;;) {
    const told = await desk.call('imports.readBack', { id });
    const waited = Date.now() - began;
    const most = told === null ? Math.min(PATIENCE_MS.first, forMs) : Math.min(PATIENCE_MS.whole, forMs);
    if (ended(told) || waited >= most) return told;
    await sleep(LOOK_EVERY_MS);
  }
}

/** The result of the read-back, or that it continues, for the terminal; nothing if the dialer doesn't support it. */
export function readBackRemarks(importId: number, told: ReadBackResult | null): string[] {
  if (told === null || told.state === 'no-answer') return [];
  const goesOn =
    told.state === 'reading'
      ? ['Reading back a sample of the leads continues; `trunkline status` shows what differs.']
      : [];
  if (told.differing > 0) return [...readBackInWords(importId, told), ...goesOn];
  const leads = `${told.leads.toLocaleString('en-US')} ${told.leads === 1 ? 'lead' : 'leads'}`;
  return [...(told.leads === 0 ? [] : [`Read back ${leads}: every value is stored as shown.`]), ...goesOn];
}
