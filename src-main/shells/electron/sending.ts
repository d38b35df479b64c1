import { type DeskStatus, deskStatus } from '../../../src-preload/contract/index.ts';
import type { Desk } from '../shared/desk.ts';

/** What the desk still has to send. */
export interface Sending {
  /** Whether rows are in flight or are sent next without anybody's action. */
  readonly isSending: boolean;
  /** How many are in flight or waiting. */
  readonly rows: number;
}

/** The shortest interval between two checks, ms, because a sending desk publishes events many times a second. */
const LOOK_EVERY_MS = 2_000;

/** What the desk still has to send; null if it doesn't answer. */
export async function lookAtSending(desk: Pick<Desk, 'call'>): Promise<Sending | null> {
  const reply = await desk.call('desk.status', {});
  const status = reply.ok ? deskStatus.safeParse(reply.value) : null;
  return status?.success ? sendingOf(status.data) : null;
}

function sendingOf({ idle, sends, counts }: DeskStatus): Sending {
  return { isSending: sends && !idle, rows: counts.ready + counts.sending };
}

/** Reports when the desk starts and stops sending. The returned function ends that. */
export function watchSending(
  desk: Pick<Desk, 'call' | 'subscribe'>,
  heard: (sending: Sending) => void,
  everyMs = LOOK_EVERY_MS,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  /** Whether something happened during the query. */
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
    // A sending desk publishes an event for each row, but the last one may come before the queue is idle.
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
