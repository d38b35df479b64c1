import type { CommandErrorShape, DeskEvent, Reply } from '../../src-preload/contract/index.ts';

/** Why a secret could not be read or stored. `code` is the system's error code, if the system refused it. */
export interface SecretError {
  readonly message: string;
  readonly code: string | null;
}

/** A shell's messages to the core's thread. */
export type ToCore =
  | { readonly is: 'call'; readonly id: number; readonly command: string; readonly input: unknown }
  | { readonly is: 'secret'; readonly id: number; readonly value: string | null; readonly error: SecretError | null }
  /** `graceMs` is how long open requests are awaited; without it, the usual time. */
  | { readonly is: 'close'; readonly graceMs: number | null };

/** The core thread's messages to its shell. */
export type FromCore =
  | { readonly is: 'ready' }
  /** The core could not start, and another attempt would not help: another Trunkline owns the data, or the file is from a newer version. */
  | { readonly is: 'refused'; readonly error: CommandErrorShape }
  | { readonly is: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly is: 'event'; readonly event: DeskEvent }
  | {
      readonly is: 'ask-secret';
      readonly id: number;
      readonly act: 'get' | 'set' | 'delete';
      readonly ref: string;
      readonly value?: string;
    }
  /** `left` is the number of requests without an answer in time. */
  | { readonly is: 'closed'; readonly left: number };
