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
import { tellOffers } from '../../../src-preload/rules/offer-notices.ts';
import type { Desk } from '../shared/desk.ts';

/** The part of a settings file that keeps what was told, and what could not be. */
export interface MarkFile {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

export interface OfferNoticesOptions {
  readonly desk: Pick<Desk, 'call' | 'subscribe'>;
  readonly marks: MarkFile;
  /** Brings the desk to the front, at an address of its page. */
  readonly open: (at: string) => void;
  /** Whether a page is there: then the tone is the page's. */
  readonly hasPage: () => boolean;
  readonly now?: () => number;
}

/** So many notices are kept at most: a notice that is thrown away no longer hears its click. */
const KEPT = 50;
/** After how long notices that could not be shown are tried again, ms. */
const RETRY_MS = 60_000;

/**
 * Shows a notice of the system for each new offer and each overdue first touch, as soon as the desk says that offers changed. What was told
 * is kept before it is shown, so that a restart tells nothing twice; what the system then fails to show (Electron, api/notification.md, event
 * `failed`) was not told, and is tried again with the next news, after a minute, and after a restart.
 *
 * @returns how to stop
 */
export function announceOffers({ desk, marks, open, hasPage, now = Date.now }: OfferNoticesOptions): () => void {
  const shown = new Map<string, Notification>();
  const untold = new Untold(marks, now);
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
    } = tellOffers({ arrivals, alerts, settings, me, now: now() }, told);
    if (JSON.stringify(next) !== JSON.stringify(told)) {
      told = next;
      keep(marks, next);
    }
    if (!bySystem || !Notification.isSupported()) return;
    const silent = !bySound || hasPage();
    const again = untold.all().filter(({ key }) => !notices.some((notice) => notice.key === key));
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
    made.on('show', () => untold.wasShown(key));
    made.on('failed', (_event, error) => {
      gone();
      untold.add(notice, error);
      clearTimeout(retry);
      if (!stopped) retry = setTimeout(() => void lookAgain(), RETRY_MS);
    });
    shown.set(key, made);
    const [oldest] = shown.keys();
    if (shown.size > KEPT && oldest !== undefined) shown.delete(oldest);
    made.show();
  }

  /** One look at a time: what happens meanwhile is looked at after it. */
  async function lookAgain(): Promise<void> {
    again = true;
    if (asking) return;
    asking = true;
    while (again && !stopped) {
      again = false;
      // A core that is just being started again has no answer; its next event asks anew.
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

/** Notices that the system did not show, at most as many as are kept and for a day; they outlive a restart. */
class Untold {
  readonly #file: MarkFile;
  readonly #now: () => number;
  #held: UntoldNotice[];
  #isSaid = false;

  constructor(file: MarkFile, now: () => number) {
    this.#file = file;
    this.#now = now;
    const read = z.array(untoldNotice).safeParse(file.get('untold'));
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

  #others(key: string): UntoldNotice[] {
    return this.#held.filter(({ notice }) => notice.key !== key);
  }

  #keep(held: UntoldNotice[]): void {
    this.#held = held;
    write(this.#file, 'untold', held);
  }
}

const untoldNotice = z.object({
  notice: z.object({
    key: z.string(),
    kind: z.enum(['offer', 'offers', 'first-touch']),
    id: z.number().nullable(),
    title: z.string(),
    body: z.string(),
    at: z.string(),
    claimable: z.boolean(),
  }),
  /** When it failed first, ms since 1970. */
  since: z.number(),
});
type UntoldNotice = z.infer<typeof untoldNotice>;

function kept(file: MarkFile): OfferMarks | null {
  const read = offerMarks.safeParse(file.get('told'));
  return read.success ? read.data : null;
}

const keep = (file: MarkFile, marks: OfferMarks) => write(file, 'told', marks);

function write(file: MarkFile, name: 'told' | 'untold', value: unknown): void {
  try {
    file.set(name, value);
  } catch (error) {
    // A full disk keeps nobody from an offer; after a restart it may be told again.
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
