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

/** Hooks around every command. */
export interface Around {
  /** Called before a command is executed. If it throws, that is the command's answer; the function it returns is called at the end. */
  readonly before: (name: CoreCommandName) => (() => void) | undefined;
  /** Replaces a command's error by one with more information for the operator, if there is more. */
  readonly explain: (error: unknown, name: CoreCommandName) => unknown;
  /** Called when a command failed unexpectedly. @returns the id of the error in the log */
  readonly failed: (error: unknown, name: CoreCommandName) => string | null;
  /** Called with the duration of a command, ms. */
  readonly took: (name: CoreCommandName, ms: number) => void;
}

/** The handlers of all modules' commands. Registering a name twice throws, and so does a command without a handler. */
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

  /** Adds the commands of a module. */
  addAll(others: Handlers): void {
    for (const [name, handler] of others.#handlers)
      this.on(name as CoreCommandName, handler as Handler<CoreCommandName>);
  }

  /** @throws Error naming the commands of the contract that no module answers */
  assertComplete(): void {
    const missing = Object.keys(coreCommands).filter((name) => !this.#handlers.has(name));
    if (missing.length > 0) throw new Error(`No module handles ${missing.join(', ')}`);
  }

  /** Parses the input, runs the handler and parses its output. Always resolves to a reply and never throws. */
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

/** The first error in an input, as text, with its field. */
export function inputError(error: z.ZodError): CommandError {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  const message = issue?.message ?? 'Invalid input';
  return new CommandError('invalid-input', field === '' ? message : `${field}: ${message}`, field);
}

const refuse = (error: CommandError): Reply => ({ ok: false, error: error.toJSON() });

/** The answer for an unexpected error: what is known about it, and its id in the log. */
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
