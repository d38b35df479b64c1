import type { SourceHealth } from '../../../src-preload/contract/index.ts';
import { durationWords } from '../../platform/duration.ts';

/** The state of a lead source as one line. */
export function healthInWords(health: SourceHealth, now: number): string {
  const { state, leads, rejects, lastSuccessAt, nextAt, error, gap, done, read, fullReadAt, fullReadDone, gone } =
    health;
  const words = [state, `${leads.toLocaleString('en-US')} leads`];
  if (rejects > 0) words.push(`${rejects.toLocaleString('en-US')} could not be read`);
  if (state === 'fetching') {
    const part = done === null ? '' : `, ${Math.floor(done * 100)} %`;
    words.push(`${read.toLocaleString('en-US')} read${part}`);
  }
  words.push(lastSuccessAt === null ? 'never fetched completely' : `fetched ${durationWords(now - lastSuccessAt)} ago`);
  if (fullReadAt !== null) {
    const again = fullReadDone === null ? '' : `, again now: ${Math.floor(fullReadDone * 100)} %`;
    words.push(`all leads read ${durationWords(now - fullReadAt)} ago${again}`);
  }
  if (gone > 0) words.push(`${gone.toLocaleString('en-US')} no longer at the vendor`);
  if (nextAt !== null) words.push(nextAt <= now ? 'next now' : `next in ${durationWords(nextAt - now)}`);
  const problems = [error, gap].filter((sentence) => sentence !== null).join(' ');
  return problems === '' ? words.join(', ') : `${words.join(', ')}. ${problems}`;
}
