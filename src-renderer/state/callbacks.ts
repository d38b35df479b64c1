import { create } from 'zustand';
import type { CommandOutput } from '../../src-preload/contract/index.ts';
import { call, onDesk } from '../bridge/index.ts';
import { formatNumber } from '../ui/format.ts';
import { throttle } from './throttle.ts';

export type DueCallback = CommandOutput<'callbacks.list'>['callbacks'][number];

interface Due {
  /** Callbacks that fell due while the desk was open, mine or anyone's, and were not dealt with. Soonest first. */
  readonly due: readonly DueCallback[];
}

/** How many are due until the day ends, and how many of them are overdue: "3 due today, 1 overdue". */
export function dueCount(today: number, overdue: number): string {
  return `${formatNumber(today)} due today${overdue === 0 ? '' : `, ${formatNumber(overdue)} overdue`}`;
}

/** A lead to be tried again, as a row among callbacks: its number is no callback's. */
export function retryRow(retry: CommandOutput<'callbacks.list'>['retries'][number]): DueCallback {
  const { outcome, ...rest } = retry;
  const note = outcome === '' ? 'Call again' : `Call again: ${outcome.toLowerCase()}`;
  return { ...rest, id: -retry.leadId, owner: null, note, createdAt: 0, doneAt: null };
}

/** Whether a row is a lead to be tried again, and no callback that can be done or handed over. */
export const isRetry = ({ id }: Pick<DueCallback, 'id'>): boolean => id < 0;

/** What a person has to be reminded of. */
export const useDue = create<Due>(() => ({ due: [] }));

const AGAIN_MS = 20_000;
/** What fell due shortly before the desk was opened is told too; what is older stands in the place of callbacks. */
const BEFORE_MS = 15 * 60_000;
/** So many are told; they are dealt with one after the other. */
const AT_MOST = 100;
/** So many are asked for at once. */
const PAGE = 500;

/** Those a person was reminded of and has put aside: each once for each time it is due. */
const aside = new Set<string>();
const keyOf = ({ id, dueAt }: Pick<DueCallback, 'id' | 'dueAt'>) => `${id} ${dueAt}`;

/** Puts reminders aside; the callbacks stay, among those overdue. */
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

/** What to remind of, asked page by page from `from` on: however many are overdue since before, or are others'. */
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
    // What was told last stays; that nothing answers, the strip says.
  }
}

/** Watches for callbacks that fall due; returns how to stop. */
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

/** Groups by when they are due: over, until the day here ends, and later. */
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
