import { Notification } from 'electron';
import { harmless } from '../../../src-preload/contract/harmless.ts';
import {
  CommandError,
  type CommandInput,
  type CommandName,
  type CommandOutput,
} from '../../../src-preload/contract/index.ts';
import {
  type OfferMarks,
  type OfferNotice,
  offerMarks,
  tellOffers,
} from '../../../src-preload/contract/offer-notices.ts';
import type { Desk } from '../shared/desk.ts';

/** The part of `electron-store` that keeps what was told. */
export interface MarkFile {
  get(name: 'told'): unknown;
  set(name: 'told', marks: OfferMarks): void;
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

/**
 * Shows a notice of the system for each new offer and each overdue first touch, as soon as the desk says that offers changed. What was told
 * is kept before it is shown, so that a restart tells nothing twice.
 *
 * @returns how to stop
 */
export function announceOffers({ desk, marks, open, hasPage, now = Date.now }: OfferNoticesOptions): () => void {
  const shown = new Map<string, Notification>();
  let told = kept(marks);
  let asking = false;
  let again = false;
  let stopped = false;

  async function look(): Promise<void> {
    const [arrivals, alerts, settings, { me }] = await Promise.all([
      ask(desk, 'offers.arrivals', told === null ? {} : { since: told.latest }),
      ask(desk, 'offers.alerts', {}),
      ask(desk, 'offers.settings', {}),
      ask(desk, 'agents.list', {}),
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
    for (const notice of notices) show(notice, !bySound || hasPage());
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
    stop();
  };
}

function kept(file: MarkFile): OfferMarks | null {
  const read = offerMarks.safeParse(file.get('told'));
  return read.success ? read.data : null;
}

function keep(file: MarkFile, marks: OfferMarks): void {
  try {
    file.set('told', marks);
  } catch (error) {
    // A full disk keeps nobody from an offer; after a restart it may be told again.
    process.stderr.write(`What was told of offers could not be kept: ${String(error)}\n`);
  }
}

async function ask<N extends CommandName>(
  desk: OfferNoticesOptions['desk'],
  command: N,
  input: CommandInput<N>,
): Promise<CommandOutput<N>> {
  const reply = await desk.call(command, input);
  if (!reply.ok) throw new CommandError(reply.error.code, reply.error.message);
  // The desk has parsed it by the contract.
  return reply.value as CommandOutput<N>;
}
