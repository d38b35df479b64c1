import { breathe } from '../db/breathe.ts';

/** How long one stretch of work may keep others waiting, ms. */
const STRETCH_MS = 3;

/** For long work in small pieces: awaited after each, it lets others in when a stretch is over. */
export function breathing(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < STRETCH_MS) return undefined;
    return breathe().then(() => {
      began = performance.now();
    });
  };
}
