import { type DeskStatus, deskStatus } from '../../../src-preload/contract/index.ts';
import type { Desk } from '../shared/desk.ts';

/** What the desk has to send. */
export interface Sending {
  /** Rows are on their way or go next, without anybody's doing. */
  readonly isSending: boolean;
  /** How many are on their way or wait for their turn. */
  readonly rows: number;
}

/** Shortest time between two looks, ms: while rows are sent the desk tells of them many times a second. */
const LOOK_EVERY_MS = 2_000;

/** What the desk has to send now; null while it has no answer. */
export async function lookAtSending(desk: Pick<Desk, 'call'>): Promise<Sending | null> {
  const reply = await desk.call('desk.status', {});
  const status = reply.ok ? deskStatus.safeParse(reply.value) : null;
  return status?.success ? sendingOf(status.data) : null;
}

function sendingOf({ idle, sends, counts }: DeskStatus): Sending {
  return { isSending: sends && !idle, rows: counts.ready + counts.sending };
}

/** Hears when the desk begins to send and when it has nothing more to send; the returned function stops it. */
export function watchSending(
  desk: Pick<Desk, 'call' | 'subscribe'>,
  heard: (sending: Sending) => void,
  everyMs = LOOK_EVERY_MS,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  /** Something happened while the desk was being asked. */
  let again = false;
  let stopped = false;
  let last: boolean | null = null;
  const look = async () => {
    timer = undefined;
    again = false;
    looking = true;
    const sending = await lookAtSending(desk);
    looking = false;
    if (stopped) return;
    // One that sends tells of each row, but its last word may come before the queue has come to rest.
    if (again || sending === null || sending.isSending) later();
    if (sending === null || sending.isSending === last) return;
    last = sending.isSending;
    heard(sending);
  };
  const later = () => {
    again = true;
    if (timer === undefined && !looking && !stopped) timer = setTimeout(() => void look(), everyMs);
  };
  const stop = desk.subscribe((event) => {
    if (event === null || ['jobs', 'imports', 'connections', 'desk'].includes(event.topic)) later();
  });
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop();
  };
}
