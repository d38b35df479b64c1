import type { MoneyReport } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { takenBackReasons } from '../../delivery/rows/state-reasons.ts';
import { yieldToCommands } from '../../platform/yielding.ts';
import { reasonsOfSources } from '../../queue/rows/source-jobs.ts';
import type { ReadMoney } from './read-money.ts';

/** Posts whose reasons are read at once. */
const PORTION = 500;
/** The number of reasons that are listed; the others are counted together. */
const MOST_REASONS = 50;
const MOST_KEPT = 5_000;
const OTHER = 'Other reasons';

/** Why leads were refused. The log in memory has most of the reasons; the others are read from the rows. */
export class Refusals {
  readonly #counts = new Map<string, number>();
  readonly #unread: number[] = [];

  add(postNo: number, reason: string | null): void {
    if (reason === null) this.#unread.push(postNo);
    else this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  async most(store: Store): Promise<MoneyReport['refusals']> {
    const counted = new Reasons();
    for (const [reason, leads] of this.#counts) counted.add(plainReason(reason), leads);
    for await (const some of portions(this.#unread)) {
      for (const reason of reasonsOfSources(store, some)) counted.add(plainReason(reason ?? ''));
    }
    return counted.most();
  }
}

/** Why leads were returned, or rejected in review. */
export async function returnReasons(
  store: Store,
  { returned, reviewRejected }: ReadMoney,
): Promise<MoneyReport['returns']> {
  const counted = new Reasons();
  for (const [what, posts] of [
    ['Returned', returned],
    ['Rejected in review', reviewRejected],
  ] as const) {
    for await (const some of portions(posts)) {
      for (const reason of takenBackReasons(store, some)) {
        counted.add(reason === '' ? what : `${what}: ${plainReason(reason)}`);
      }
    }
  }
  return counted.most();
}

/** Portions of posts, between which other work has its turn. */
async function* portions(posts: readonly number[]): AsyncGenerator<readonly number[]> {
  for (let at = 0; at < posts.length; at += PORTION) {
    yield posts.slice(at, at + PORTION);
    await yieldToCommands();
  }
}

/** Counts reasons. */
class Reasons {
  readonly #counts = new Map<string, number>();

  add(given: string, leads = 1): void {
    const reason = this.#counts.has(given) || this.#counts.size < MOST_KEPT ? given : OTHER;
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + leads);
  }

  /** The most frequent reasons first. */
  most(): { reason: string; leads: number }[] {
    const all = [...this.#counts].map(([reason, leads]) => ({ reason, leads })).sort((a, b) => b.leads - a.leads);
    const rest = all.slice(MOST_REASONS).reduce((sum, { leads }) => sum + leads, 0);
    return rest === 0 ? all : [...all.slice(0, MOST_REASONS), { reason: OTHER, leads: rest }];
  }
}

/** A reason without numbers and addresses, so that similar ones are counted together. */
const plainReason = (reason: string): string =>
  reason.replace(/[^\s“”]+@[^\s“”]+|\d+(?:[/.:-]\d+)*/g, '…') || 'No reason was given';
