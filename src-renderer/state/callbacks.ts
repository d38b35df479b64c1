import { create } from 'zustand';
import type { CommandOutput } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { formatNumber } from '../ui/format.ts';
import { throttle } from './throttle.ts';

export type DueCallback = CommandOutput<'callbacks.list'>['callbacks'][number];

interface Due {
  /** Callbacks that became due while the desk was open, mine or anyone's, and are not handled yet. Earliest first. */
  readonly due: readonly DueCallback[];
}

/** The number due until the end of the day, and how many of them are overdue: "3 due today, 1 overdue". */
export function dueCount(today: number, overdue: number): string {
  return `${formatNumber(today)} due today${overdue === 0 ? '' : `, ${formatNumber(overdue)} overdue`}`;
}

/** A lead to be tried again, as a row among callbacks: its id is not a callback's. */
export function retryRow(retry: CommandOutput<'callbacks.list'>['retries'][number]): DueCallback {
  const { outcome, ...rest } = retry;
  const note = outcome === '' ? 'Call again' : `Call again: ${outcome.toLowerCase()}`;
  return { ...rest, id: -retry.leadId, owner: null, note, createdAt: 0, doneAt: null };
}

/** Whether a row is a lead to be tried again, and not a callback that can be done or assigned. */
export const isRetry = ({ id }: Pick<DueCallback, 'id'>): boolean => id < 0;

/** The reminders for a person. */
export const useDue = create<Due>(() => ({ due: [] }));

const AGAIN_MS = 20_000;
/** Callbacks that became due shortly before the desk was opened are included; older ones are only in the list of callbacks. */
const BEFORE_MS = 15 * 60_000;
/** The most reminders, which are handled one after the other. */
const AT_MOST = 100;
/** The number requested at once. */
const PAGE = 500;

/** Reminders that a person dismissed: each once for each time it is due. */
const aside = new Set<string>();
const keyOf = ({ id, dueAt }: Pick<DueCallback, 'id' | 'dueAt'>) => `${id} ${dueAt}`;

/** Dismisses reminders. The callbacks stay among the overdue ones. */
export function putAside(callbacks: readonly DueCallback[]): void {
  for (const one of callbacks) aside.add(keyOf(one));
  useDue.setState(({ due }) => ({ due: due.filter((one) => !aside.has(keyOf(one))) }));
}

/** Those to be reminded of: due since `from`, and mine or anyone's. */
export function toRemind(callbacks: readonly DueCallback[], me: string, from: number, now: number): DueCallback[] {
  return callbacks.filter(
    (one) =>
      one.dueAt >= from && one.dueAt <= now && (one.owner === null || one.owner === me) && !aside.has(keyOf(one)),
  );
}

/** The callbacks to remind of, requested page by page from `from` on: there may be many overdue ones from before, or of others. */
export async function askDue(from: number, now: number): Promise<DueCallback[]> {
  const { me } = await call('agents.list', {});
  const due: DueCallback[] = [];
  let after = { dueAt: from, id: 0 };
  for (;;) {
    const { callbacks } = await call('callbacks.list', { after, until: now + 1, limit: PAGE });
    due.push(...toRemind(callbacks, me, from, now));
    const last = callbacks.at(-1);
    if (last === undefined || callbacks.length < PAGE || due.length >= AT_MOST) return due.slice(0, AT_MOST);
    after = { dueAt: last.dueAt, id: last.id };
  }
}

async function refresh(from: number): Promise<void> {
  try {
    useDue.setState({ due: await askDue(from, Date.now()) });
  } catch {
    // The last ones are kept. The status strip shows that the desk doesn't answer.
  }
}

/** Watches for callbacks that become due. @returns a function that stops it */
export function watchDue(): () => void {
  const from = Date.now() - BEFORE_MS;
  const again = throttle(() => void refresh(from), 500);
  const stop = onDesk((event) => (event === null || event.topic === 'callbacks') && again());
  const timer = setInterval(again, AGAIN_MS);
  again();
  return () => {
    stop();
    clearInterval(timer);
    again.stop();
  };
}

/** Groups by when they are due: overdue, until the end of the local day, and later. */
export function byDay(
  callbacks: readonly DueCallback[],
  now: number,
): { readonly overdue: DueCallback[]; readonly today: DueCallback[]; readonly later: DueCallback[] } {
  const midnight = new Date(now).setHours(24, 0, 0, 0);
  return {
    overdue: callbacks.filter((c) => c.dueAt < now),
    today: callbacks.filter((c) => c.dueAt >= now && c.dueAt < midnight),
    later: callbacks.filter((c) => c.dueAt >= midnight),
  };
}
