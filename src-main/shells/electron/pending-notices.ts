import { z } from 'zod';
import type { OfferNotice } from '../../../src-preload/contract/offer-notices.ts';

/** The part of a settings file with the notifications that were shown and that could not be. */
export interface MarkFile {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

/** The most notifications that are kept to be tried again. */
const KEPT = 50;

/** Notifications that the system did not show, up to a limit and for a day. They survive a restart. */
export class PendingNotices {
  readonly #file: MarkFile;
  readonly #now: () => number;
  #held: PendingNotice[];
  #isSaid = false;

  constructor(file: MarkFile, now: () => number) {
    this.#file = file;
    this.#now = now;
    const read = z.array(pendingNotice).safeParse(file.get('untold'));
    this.#held = read.success ? read.data : [];
  }

  all(): OfferNotice[] {
    const day = this.#now() - 24 * 3_600_000;
    return this.#held.filter(({ since }) => since > day).map(({ notice }) => notice);
  }

  add(notice: OfferNotice, error: string): void {
    const before = this.#held.find((one) => one.notice.key === notice.key);
    this.#keep([...this.#others(notice.key), { notice, since: before?.since ?? this.#now() }].slice(-KEPT));
    if (this.#isSaid) return;
    this.#isSaid = true;
    process.stderr.write(`The system can’t show offer notifications (${error}). Retrying every minute.\n`);
  }

  wasShown(key: string): void {
    this.#isSaid = false;
    if (this.#held.some(({ notice }) => notice.key === key)) this.#keep(this.#others(key));
  }

  #others(key: string): PendingNotice[] {
    return this.#held.filter(({ notice }) => notice.key !== key);
  }

  #keep(held: PendingNotice[]): void {
    this.#held = held;
    writeMark(this.#file, 'untold', held);
  }
}

const pendingNotice = z.object({
  notice: z.object({
    key: z.string(),
    kind: z.enum(['offer', 'offers', 'first-touch']),
    id: z.number().nullable(),
    title: z.string(),
    body: z.string(),
    at: z.string(),
    claimable: z.boolean(),
  }),
  /** When it first failed, ms since 1970. */
  since: z.number(),
});
type PendingNotice = z.infer<typeof pendingNotice>;

/** Saves what was notified. A disk that refuses it is reported on the error output. */
export function writeMark(file: MarkFile, name: 'told' | 'untold', value: unknown): void {
  try {
    file.set(name, value);
  } catch (error) {
    // A full disk must not prevent a notification. After a restart it may be shown again.
    process.stderr.write(`Could not save which offers were notified: ${String(error)}\n`);
  }
}
