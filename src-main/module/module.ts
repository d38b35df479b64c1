import type { Handlers } from '../commands/handlers.ts';

/** A part of the program, made by its `create…(context, needs)`. */
export interface Module {
  /** The commands it answers. */
  readonly handlers?: Handlers;
  /** Goes on with what a stop interrupted and begins to work by itself; after every module was made, in the order of their needs. */
  start?(): void | Promise<void>;
  /** Ends its work, in reverse order. `graceMs`: how long answers that are on their way may still be waited for. */
  stop?(graceMs: number): void | Promise<void>;
}
