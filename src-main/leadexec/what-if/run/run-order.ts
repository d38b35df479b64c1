import type { AccountSetup } from '../model.ts';
import { ExplainRun } from './explain-run.ts';
import type { KeptSales } from './kept-sales.ts';
import type { PostedInput } from './read-posted.ts';
import { type RunResult, WhatIfRun } from './what-if-run.ts';

/** What is to be computed, without the posted leads. */
export type RunOrder =
  | {
      readonly is: 'what-if';
      readonly setup: AccountSetup;
      readonly changed: AccountSetup;
      readonly from: number;
      /** What an earlier run with the same setup kept of the same leads; null to distribute them. */
      readonly kept: KeptSales | null;
    }
  | { readonly is: 'explain'; readonly setup: AccountSetup; readonly post: PostedInput };

export type RunReply =
  | {
      readonly is: 'what-if';
      readonly result: RunResult;
      /** For another run; null if it takes too much memory. */
      readonly kept: KeptSales | null;
    }
  | { readonly is: 'explain'; readonly explained: ReturnType<ExplainRun['explain']> };

/** Runs a computation on a thread. Leads come in the order of their time. Rejects with the signal's reason. */
export interface WhatIfRunner {
  run(
    order: RunOrder,
    portions: AsyncIterable<readonly PostedInput[]>,
    /** Called with the number of leads distributed so far. */
    progress: (leads: number) => void,
    signal: AbortSignal,
  ): Promise<RunReply>;
}

/** A computation in progress. */
export interface StartedRun {
  add(post: PostedInput): void;
  leads(): number;
  finish(): RunReply;
}

export function startRun(order: RunOrder): StartedRun {
  if (order.is === 'what-if') {
    const run = new WhatIfRun(order.setup, order.changed, order.from, order.kept);
    return {
      add: (post) => run.add(post),
      leads: () => run.leads,
      finish: () => ({ is: 'what-if', result: run.finish(), kept: run.kept }),
    };
  }
  const run = new ExplainRun(order.setup);
  return {
    add: (post) => run.add(post),
    leads: () => 0,
    finish: () => ({ is: 'explain', explained: run.explain(order.post) }),
  };
}
