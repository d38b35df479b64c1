import type { MoneyReport } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { type RefusedPost, refusedPosts, takenBack } from '../../delivery/money-rows.ts';
import { yieldToCommands } from '../../platform/yielding.ts';

const PORTION = 500;
/** The number of reasons that are listed; the others are counted together. */
const MOST_REASONS = 50;
const MOST_KEPT = 5_000;
const OTHER = 'Other reasons';

export interface ReasonSpan {
  readonly connectionIds: readonly number[];
  readonly from: number;
  readonly until: number;
}

/** Calls a function for posts that the receiver refused in a time range. */
export async function eachRefused(store: Store, span: ReasonSpan, take: (post: RefusedPost) => void): Promise<void> {
  for (const state of ['rejected', 'duplicate'] as const) {
    let behind: number | null = 0;
    while (behind !== null) {
      const { posts, last } = refusedPosts(store, span.connectionIds, state, behind, PORTION);
      for (const post of posts) if (post.at >= span.from && post.at < span.until) take(post);
      behind = last;
      await yieldToCommands();
    }
  }
}

/** Why leads in a time range were returned, or rejected in review. */
export async function returnReasons(store: Store, span: ReasonSpan): Promise<MoneyReport['returns']> {
  const counted = new Reasons();
  for (const how of ['returned', 'rejected'] as const) {
    let behind = 0;
    for (;;) {
      const posts = takenBack(store, how, span.connectionIds, behind, PORTION);
      for (const { at, reason } of posts) {
        if (at === null || at < span.from || at >= span.until) continue;
        const what = how === 'returned' ? 'Returned' : 'Rejected in review';
        counted.add(reason === '' ? what : `${what}: ${plainReason(reason)}`);
      }
      behind = posts.at(-1)?.postNo ?? behind;
      await yieldToCommands();
      if (posts.length < PORTION) break;
    }
  }
  return counted.most();
}

/** Counts reasons. */
export class Reasons {
  readonly #counts = new Map<string, number>();

  add(told: string): void {
    const reason = this.#counts.has(told) || this.#counts.size < MOST_KEPT ? told : OTHER;
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  /** The most frequent reasons first. */
  most(): { reason: string; leads: number }[] {
    const all = [...this.#counts].map(([reason, leads]) => ({ reason, leads })).sort((a, b) => b.leads - a.leads);
    const rest = all.slice(MOST_REASONS).reduce((sum, { leads }) => sum + leads, 0);
    return rest === 0 ? all : [...all.slice(0, MOST_REASONS), { reason: OTHER, leads: rest }];
  }
}

/** A reason without numbers and addresses, so that similar ones are counted together. */
export const plainReason = (reason: string): string =>
  reason.replace(/[^\s“”]+@[^\s“”]+|\d+(?:[/.:-]\d+)*/g, '…') || 'No reason was given';
