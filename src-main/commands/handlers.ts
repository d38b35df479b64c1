import { z } from 'zod';
import {
  type CommandArguments,
  CommandError,
  type CommandOutput,
  type CoreCommandName,
  coreCommands,
  type Reply,
} from '../../src-preload/contract/index.ts';

type Handler<N extends CoreCommandName> = (input: CommandArguments<N>) => CommandOutput<N> | Promise<CommandOutput<N>>;

/** What happens around every command. */
export interface Around {
  /** Before a command is carried out; what it throws is the command's answer, what it gives is called at its end. */
  readonly before: (name: CoreCommandName) => (() => void) | undefined;
  /** An error of a command, for the operator where more is known of it. */
  readonly explain: (error: unknown, name: CoreCommandName) => unknown;
  /** A command failed in a way that nobody expected. @returns the id under which that stands in the log */
  readonly failed: (error: unknown, name: CoreCommandName) => string | null;
  /** A command took so many ms. */
  readonly took: (name: CoreCommandName, ms: number) => void;
}

/** Where each room registers the commands it answers. A name registered twice throws, and so does one nobody answers. */
export class Handlers {
  readonly #handlers = new Map<string, (input: unknown) => unknown>();
  readonly #around: Around;

  constructor(around: Partial<Around> = {}) {
    this.#around = {
      before: () => undefined,
      explain: (error) => error,
      failed: () => null,
      took: () => {},
      ...around,
    };
  }

  on<N extends CoreCommandName>(name: N, handler: Handler<N>): void {
    if (this.#handlers.has(name)) throw new Error(`The command ${name} is registered twice`);
    this.#handlers.set(name, handler as (input: unknown) => unknown);
  }

  /** Takes over the commands of a module. */
  addAll(others: Handlers): void {
    for (const [name, handler] of others.#handlers)
      this.on(name as CoreCommandName, handler as Handler<CoreCommandName>);
  }

  /** @throws Error naming the commands of the contract that no module answers */
  assertComplete(): void {
    const missing = Object.keys(coreCommands).filter((name) => !this.#handlers.has(name));
    if (missing.length > 0) throw new Error(`No module handles ${missing.join(', ')}`);
  }

  /** Parses the input, runs the handler, parses its output; always settles with a reply, never throws. */
  async call(name: string, input: unknown): Promise<Reply> {
    const handler = this.#handlers.get(name);
    if (!handler || !Object.hasOwn(coreCommands, name)) {
      return refuse(new CommandError('not-found', `There is no command "${name}".`));
    }
    const shape = coreCommands[name as CoreCommandName];
    const parsed = shape.input.safeParse(input ?? {});
    if (!parsed.success) return refuse(inputError(parsed.error));
    let ended: (() => void) | undefined;
    const began = performance.now();
    try {
      ended = this.#around.before(name as CoreCommandName);
      return { ok: true, value: shape.output.parse(await handler(parsed.data)) };
    } catch (error) {
      const explained = this.#around.explain(error, name as CoreCommandName);
      if (explained instanceof CommandError) return refuse(explained);
      return unexpected(explained, this.#around.failed(explained, name as CoreCommandName));
    } finally {
      ended?.();
      this.#around.took(name as CoreCommandName, performance.now() - began);
    }
  }
}

/** The first thing wrong with an input, in words, with the field it is about. */
export function inputError(error: z.ZodError): CommandError {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  const message = issue?.message ?? 'Invalid input';
  return new CommandError('invalid-input', field === '' ? message : `${field}: ${message}`, field);
}

const refuse = (error: CommandError): Reply => ({ ok: false, error: error.toJSON() });

/** The answer where something failed that has no words for the operator: what is known of it, and where it stands. */
function unexpected(error: unknown, id: string | null): Reply {
  const what =
    error instanceof z.ZodError
      ? `Internal error: the answer doesn’t match its schema: ${z.prettifyError(error)}`
      : error instanceof Error
        ? error.message
        : String(error);
  if (id === null) return { ok: false, error: { code: 'failed', message: what } };
  return { ok: false, error: { code: 'failed', message: `${what} (error ${id}, in the log)`, id } };
}
