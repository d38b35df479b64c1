import type { MessagePort } from 'node:worker_threads';
import type { CoreOfThread } from '../../../src-main/core/run-core.ts';

/** What the process of a desk is told; each is answered by one `FromKept`. */
export type ToKept = { readonly is: 'start'; readonly dataDir: string } | { readonly is: 'stop' };

export type FromKept = { readonly is: 'done' } | { readonly is: 'failed'; readonly message: string };

/** What the thread of a core is told: to run one, and, after it has closed, to be as before. */
export type ToKeptCore =
  | { readonly is: 'run'; readonly port: MessagePort; readonly data: CoreOfThread }
  | { readonly is: 'rest' };

/** `left` is what the core did not end. */
export interface FromKeptCore {
  readonly left: readonly string[];
}
