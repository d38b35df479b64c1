import type { CommandErrorShape, DeskEvent, Reply } from '../../src-preload/contract/index.ts';

/** Why a secret could not be read or kept; `code` is the system's, where it is the system that refused. */
export interface SecretError {
  readonly message: string;
  readonly code: string | null;
}

/** What a shell tells the core's thread. */
export type ToCore =
  | { readonly is: 'call'; readonly id: number; readonly command: string; readonly input: unknown }
  | { readonly is: 'secret'; readonly id: number; readonly value: string | null; readonly error: SecretError | null }
  /** `graceMs`: how long what is on its way is waited for; as long as is usual without it. */
  | { readonly is: 'close'; readonly graceMs: number | null };

/** What the core's thread tells its shell. */
export type FromCore =
  | { readonly is: 'ready' }
  /** It could not start, and trying again would not help: another Trunkline owns the data, or the file is newer. */
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
  /** `left`: requests that had no answer in time. */
  | { readonly is: 'closed'; readonly left: number };
