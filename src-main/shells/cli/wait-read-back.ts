import type { DialImport, ReadBackResult } from '../../../src-preload/contract/index.ts';
import type { Desk } from './attach.ts';
import { readBackInWords } from './read-back-words.ts';

/** How often it is checked, ms. */
const LOOK_EVERY_MS = 250;
/** The longest wait in total, and for the first lead of a sample, ms. */
const PATIENCE_MS = { whole: 90_000, first: 5_000 } as const;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const ended = (readBack: ReadBackResult | null): boolean => readBack !== null && readBack.state !== 'reading';

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
    const readBack = await desk.call('imports.readBack', { id });
    const waited = Date.now() - began;
    const most = readBack === null ? Math.min(PATIENCE_MS.first, forMs) : Math.min(PATIENCE_MS.whole, forMs);
    if (ended(readBack) || waited >= most) return readBack;
    await sleep(LOOK_EVERY_MS);
  }
}

/** The result of the read-back, or that it continues, for the terminal; nothing if the dialer doesn't support it. */
export function readBackRemarks(importId: number, readBack: ReadBackResult | null): string[] {
  if (readBack === null || readBack.state === 'no-answer') return [];
  const goesOn =
    readBack.state === 'reading'
      ? ['Reading back a sample of the leads continues; `trunkline status` shows what differs.']
      : [];
  if (readBack.differing > 0) return [...readBackInWords(importId, readBack), ...goesOn];
  const leads = `${readBack.leads.toLocaleString('en-US')} ${readBack.leads === 1 ? 'lead' : 'leads'}`;
  return [...(readBack.leads === 0 ? [] : [`Read back ${leads}: every value is stored as shown.`]), ...goesOn];
}
