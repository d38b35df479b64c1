import { z } from 'zod';

/**
 * Why a command was refused, as a sentence for the operator: what, where, and what to do. `code` is stable and for programs:
 * `invalid-input` (with the field), `not-found`, `conflict` (it has changed since you saw it), `busy`, `file`, `unavailable` (the core was
 * stopped or crashed meanwhile), `damaged` (the desk's data can't be read or written: see `desk.damage`) and `failed`. An unexpected error
 * has its id in the log.
 */
export const commandError = z.object({
  code: z.enum(['invalid-input', 'not-found', 'conflict', 'busy', 'file', 'unavailable', 'damaged', 'failed']),
  message: z.string(),
  field: z.string().optional(),
  id: z.string().optional(),
});
export type CommandErrorShape = z.infer<typeof commandError>;

/** Thrown by commands on either side of the bridge. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: CommandErrorShape['code'];
  readonly field: string | undefined;

  constructor(code: CommandErrorShape['code'], message: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }

  toJSON(): CommandErrorShape {
    return { code: this.code, message: this.message, ...(this.field === undefined ? {} : { field: this.field }) };
  }
}

/** The answer to a command in the form in which it crosses any boundary: thread, process or socket. */
export const reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: commandError }),
]);
export type Reply = z.infer<typeof reply>;
