import { Notification } from 'electron';
import { z } from 'zod';
import {
  CommandError,
  type CommandInput,
  type CommandName,
  type CommandOutput,
} from '../../../src-preload/contract/index.ts';
import { type OfferMarks, type OfferNotice, offerMarks } from '../../../src-preload/contract/offer-notices.ts';
import { harmless } from '../../../src-preload/rules/harmless.ts';
import { newNotices } from '../../../src-preload/rules/offer-notices.ts';
import type { Desk } from '../shared/desk.ts';

/** The part of a settings file with the notifications that were shown and that could not be. */
export interface MarkFile {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

export interface OfferNoticesOptions {
  readonly desk: Pick<Desk, 'call' | 'subscribe'>;
  readonly marks: MarkFile;
  /** Brings the desk to the front, at an address of its page. */
  readonly open: (at: string) => void;
  /** Whether there is a page, which then plays the tone. */
  readonly hasPage: () => boolean;
  readonly now?: () => number;
}

/** The most notifications that are referenced. A garbage-collected one no longer receives its click. */
const KEPT = 50;
/** The delay before notifications that could not be shown are tried again, ms. */
const RETRY_MS = 60_000;

/**
 * Shows a system notification for each new offer and each overdue first contact, as soon as offers change. It is stored before it is shown,
 * so that a restart repeats none. If the system then fails to show it (Electron, api/notification.md, event `failed`), it is tried again
 * with the next change, after a minute, and after a restart.
 *
 * @returns a function that stops it
 */
export function announceOffers({ desk, marks, open, hasPage, now = Date.now }: OfferNoticesOptions): () => void {
  const shown = new Map<string, Notification>();
  const pending = new PendingNotices(marks, now);
  let retry: NodeJS.Timeout | undefined;
  let told = kept(marks);
  let asking = false;
  let again = false;
  let stopped = false;

  async function look(): Promise<void> {
    const [arrivals, alerts, settings, { me }] = await Promise.all([
      callDesk(desk, 'offers.arrivals', told === null ? {} : { since: told.latest }),
      callDesk(desk, 'offers.alerts', {}),
      callDesk(desk, 'offers.settings', {}),
      callDesk(desk, 'agents.list', {}),
    ]);
    if (stopped) return;
    const {
      notices,
      bySystem,
      bySound,
      marks: next,
    } = newNotices({ arrivals, alerts, settings, me, now: now() }, told);
    if (JSON.stringify(next) !== JSON.stringify(told)) {
      told = next;
      keep(marks, next);
    }
    if (!bySystem || !Notification.isSupported()) return;
    const silent = !bySound || hasPage();
    const again = pending.all().filter(({ key }) => !notices.some((notice) => notice.key === key));
    for (const notice of again) show(notice, true);
    for (const notice of notices) show(notice, silent);
  }

  function show(notice: OfferNotice, silent: boolean): void {
    const { key, title, body, at } = notice;
    shown.get(key)?.close();
    const made = new Notification({ title: harmless(title), body: harmless(body), silent });
    const gone = () => {
      if (shown.get(key) === made) shown.delete(key);
    };
    made.on('click', () => {
      gone();
      open(at);
    });
    made.on('close', gone);
    made.on('show', () => pending.wasShown(key));
    made.on('failed', (_event, error) => {
      gone();
      pending.add(notice, error);
      clearTimeout(retry);
      if (!stopped) retry = setTimeout(() => void lookAgain(), RETRY_MS);
    });
    shown.set(key, made);
    const [oldest] = shown.keys();
    if (shown.size > KEPT && oldest !== undefined) shown.delete(oldest);
    made.show();
  }

  /** One check at a time. A change during a check causes another one. */
  async function lookAgain(): Promise<void> {
    again = true;
    if (asking) return;
    asking = true;
    while (again && !stopped) {
      again = false;
      // A core that is being restarted doesn't answer. Its next event causes another check.
      await look().catch(() => {});
    }
    asking = false;
  }

  const stop = desk.subscribe((event) => {
    if (event === null || event.topic === 'offers') void lookAgain();
  });
  void lookAgain();
  return () => {
    stopped = true;
    clearTimeout(retry);
    stop();
  };
}

/** Notifications that the system did not show, up to a limit and for a day. They survive a restart. */
class PendingNotices {
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
    write(this.#file, 'untold', held);
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

function kept(file: MarkFile): OfferMarks | null {
  const read = offerMarks.safeParse(file.get('told'));
  return read.success ? read.data : null;
}

const keep = (file: MarkFile, marks: OfferMarks) => write(file, 'told', marks);

function write(file: MarkFile, name: 'told' | 'untold', value: unknown): void {
  try {
    file.set(name, value);
  } catch (error) {
    // A full disk must not prevent a notification. After a restart it may be shown again.
    process.stderr.write(`Could not save which offers were notified: ${String(error)}\n`);
  }
}

async function callDesk<N extends CommandName>(
  desk: OfferNoticesOptions['desk'],
  command: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const reply = await desk.call(command, input);
  if (!reply.ok) throw new CommandError(reply.error.code, reply.error.message);
  // The desk has parsed it by the contract.
  return reply.value as CommandOutput<N>;
}
