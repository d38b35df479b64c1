import { LiveLine } from '../../src-main/queue/line.ts';
import { SimulatedVendor, seeded, type VendorModel } from './pace-vendors.ts';

/** The result of a simulated run. */
export interface PaceRun {
  /** Successful answers in each second. */
  readonly perSecond: readonly number[];
  /** The limit at the end of each second. */
  readonly limits: readonly number[];
}

/** Sends as much as a connection allows for this many seconds; `concurrency` null is the automatic pace. */
export function runPace(model: VendorModel, concurrency: number | null, seconds: number, seed = 1): PaceRun {
  const vendor = new SimulatedVendor(model, seed);
  const random = seeded(seed + 1);
  const line = new LiveLine(
    {
      id: 1,
      name: 'Dialer',
      host: 'dialer.example',
      concurrency,
      perSecond: null,
      runState: 'running',
      runReason: null,
      notBefore: 0,
      probesFailed: 0,
      seenKinds: [],
    },
    0,
  );
  const perSecond = Array.from({ length: seconds }, () => 0);
  const limits = Array.from({ length: seconds }, () => 0);
  let id = 0;
  for (const end = seconds * 1000; vendor.now < end; ) {
    for (let free = line.freeSlots(vendor.now, 0); free > 0; free--) {
      line.inFlight.add(++id);
      vendor.send(id);
      if (line.line.runState === 'tripped') line.probe = id;
    }
    const from = line.sendsFrom(vendor.now);
    const answer = vendor.next(Math.min(end, vendor.now < from ? from : end));
    const second = Math.min(seconds - 1, Math.floor(vendor.now / 1000));
    limits.fill(line.pace.limit, second);
    if (!answer) continue;
    const { now } = vendor;
    const effect =
      answer.throttled !== null
        ? ({ is: 'throttled', until: now + Math.max(1, answer.throttled) * 1000 } as const)
        : answer.broken
          ? ({ is: 'unknown', reason: 'reset', kind: 'broken', recognised: true } as const)
          : ({ is: 'good', ms: answer.ms } as const);
    line.take(effect, answer.id, now, random);
    line.inFlight.delete(answer.id);
    if (effect.is === 'good') perSecond[second] = (perSecond[second] ?? 0) + 1;
  }
  return { perSecond, limits };
}

/** The fixed values that the automatic pace is compared with. */
export const FIXED = [2, 4, 8, 16, 32] as const;

/** Successful answers per second between two seconds. */
export function goodput({ perSecond }: PaceRun, from: number, to: number): number {
  return perSecond.slice(from, to).reduce((sum, n) => sum + n, 0) / (to - from);
}
