import { Notification } from 'electron';
import {
  CommandError,
  type CommandInput,
  type CommandName,
  type CommandOutput,
} from '../../../src-preload/contract/index.ts';
import { type OfferMarks, offerMarks } from '../../../src-preload/contract/offer-notices.ts';
import { newNotices } from '../../../src-preload/rules/offer-notices.ts';
import type { Desk } from '../shared/desk.ts';
import { type MarkFile, PendingNotices, writeMark } from './pending-notices.ts';
import { ShownNotices } from './shown-notices.ts';

export interface OfferNoticesOptions {
  readonly desk: Pick<Desk, 'call' | 'subscribe'>;
  readonly marks: MarkFile;
  /** Brings the desk to the front, at an address of its page. */
  readonly open: (at: string) => void;
  /** Whether there is a page, which then plays the tone. */
  readonly hasPage: () => boolean;
  readonly now?: () => number;
}

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
  let retry: NodeJS.Timeout | undefined;
  let known = readMarks(marks);
  let asking = false;
  let again = false;
  let stopped = false;
  const pending = new PendingNotices(marks, now);
  const shown = new ShownNotices({
    open,
    shown: (key) => pending.wasShown(key),
    failed: (notice, error) => {
      pending.add(notice, error);
      clearTimeout(retry);
      if (!stopped) retry = setTimeout(() => void lookAgain(), RETRY_MS);
    },
  });

  async function look(): Promise<void> {
    const [arrivals, alerts, settings, { me }] = await Promise.all([
      callDesk(desk, 'offers.arrivals', known === null ? {} : { since: known.latest }),
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
    } = newNotices({ arrivals, alerts, settings, me, now: now() }, known);
    if (JSON.stringify(next) !== JSON.stringify(known)) {
      known = next;
      writeMark(marks, 'told', next);
    }
    if (!bySystem || !Notification.isSupported()) return;
    const silent = !bySound || hasPage();
    const again = pending.all().filter(({ key }) => !notices.some((notice) => notice.key === key));
    for (const notice of again) shown.show(notice, true);
    for (const notice of notices) shown.show(notice, silent);
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

function readMarks(file: MarkFile): OfferMarks | null {
  const read = offerMarks.safeParse(file.get('told'));
  return read.success ? read.data : null;
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
