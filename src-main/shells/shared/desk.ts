import {
  CommandError,
  type CommandName,
  commands,
  coreCommands,
  type DeskEvent,
  isCommand,
  type Preferences,
  type Reply,
} from '../../../src-preload/contract/index.ts';
import type { CoreHost } from '../../core/host.ts';
import type { PreferenceStore } from './preferences.ts';

/** What a shell brings for the commands that it answers itself. */
export interface ShellParts {
  readonly core: Pick<CoreHost, 'call' | 'subscribe'>;
  readonly preferences: PreferenceStore;
  /** Asks the person for a file. */
  chooseFile(purpose: 'dial-list' | 'do-not-call'): Promise<{ supported: boolean; path: string | null }>;
  /** Shows a file that the desk has written. */
  reveal(path: string): Promise<{ download: string | null }>;
  /** Told when an answer does not fit the contract: a fault of the program, not of the operator. */
  onFault?(sentence: string): void;
}

export type DeskListener = (event: DeskEvent | null) => void;

/** The whole contract as one function, whoever asks: the window, the page or the terminal. */
export interface Desk {
  /** Settles always and never throws; what goes in and what comes out are parsed by the contract. */
  call(command: string, input: unknown): Promise<Reply>;
  /** Events; null says that some may have been missed. */
  subscribe(listener: DeskListener): () => void;
  /** Tells every page to ask for everything again. */
  refresh(): void;
}

/** Puts a shell's own answers and the core's together. */
export function createDesk(parts: ShellParts): Desk {
  const listeners = new Set<DeskListener>();
  const tell: DeskListener = (event) => {
    for (const listener of listeners) listener(event);
  };
  parts.core.subscribe(tell);

  async function answer(command: CommandName, input: unknown): Promise<unknown> {
    switch (command) {
      case 'preferences.get':
        return parts.preferences.get();
      case 'preferences.set': {
        const next = parts.preferences.set(input as Partial<Preferences>);
        tell({ topic: 'preferences' });
        return next;
      }
      case 'files.choose':
        return parts.chooseFile(commands[command].input.parse(input).purpose);
      case 'files.reveal':
        return parts.reveal(commands[command].input.parse(input).path);
      default:
        throw new CommandError('failed', `This shell has no answer to ${command}.`);
    }
  }

  async function ask(command: CommandName, input: unknown): Promise<Reply> {
    if (Object.hasOwn(coreCommands, command)) return parts.core.call(command, input);
    try {
      return { ok: true, value: await answer(command, input) };
    } catch (error) {
      return refusal(error);
    }
  }

  return {
    async call(command, input) {
      if (!isCommand(command)) {
        return refusal(new CommandError('invalid-input', `Trunkline has no command named ${command.slice(0, 60)}.`));
      }
      const given = commands[command].input.safeParse(input ?? {});
      if (!given.success) return refusal(wrongInput(command, given.error.issues));
      const reply = await ask(command, command === 'preferences.set' ? onlyGiven(given.data, input) : given.data);
      if (!reply.ok) return reply;
      const value = commands[command].output.safeParse(reply.value);
      if (value.success) return { ok: true, value: value.data };
      const issue = value.error.issues[0];
      parts.onFault?.(`The answer to ${command} breaks the contract at ${issue?.path.join('.')}: ${issue?.message}`);
      return refusal(
        new CommandError(
          'failed',
          `Trunkline answered ${command} in a way it should not. It was carried out; look again.`,
        ),
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => tell(null),
  };
}

/** A partial schema fills in defaults for what was left out; what was left out stays as it is kept. */
function onlyGiven(parsed: unknown, input: unknown): unknown {
  const given = new Set(Object.keys((input ?? {}) as object));
  return Object.fromEntries(Object.entries(parsed as object).filter(([name]) => given.has(name)));
}

function wrongInput(command: string, issues: ReadonlyArray<{ path: PropertyKey[]; message: string }>): CommandError {
  const [first] = issues;
  const field = first?.path.map(String).join('.') || undefined;
  const message = first?.message ?? 'it can’t be read';
  // Sentences of the contract name their field themselves; those of zod don't.
  const own = !/^(Invalid|Too |Unrecognized)/.test(message);
  return new CommandError('invalid-input', own ? message : `${field ?? 'The input'} of ${command}: ${message}`, field);
}

/** Whatever was thrown, as it crosses a boundary. */
export function refusal(error: unknown): Reply {
  if (error instanceof CommandError) return { ok: false, error: error.toJSON() };
  return { ok: false, error: { code: 'failed', message: error instanceof Error ? error.message : String(error) } };
}
