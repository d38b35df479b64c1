import type { Handlers } from '../commands/handlers.ts';

/** A part of the program, created by its `create…(context, needs)`. */
export interface Module {
  /** The commands it answers. */
  readonly handlers?: Handlers;
  /** Continues interrupted work and starts background work. It is called after every module was created, in the order of their needs. */
  start?(): void | Promise<void>;
  /** Ends its work, in reverse order. `graceMs` is how long open requests may still be awaited. */
  stop?(graceMs: number): void | Promise<void>;
}
