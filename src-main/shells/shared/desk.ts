import {
  CommandError,
  type CommandName,
  type CommandOutput,
  commands,
  coreCommands,
  type DeskEvent,
  type FilePurpose,
  isCommand,
  type Preferences,
  pathFields,
  type Reply,
} from '../../../src-preload/contract/index.ts';
import type { CoreHost } from '../../core/host.ts';
import { diskWords, isDiskTrouble } from '../../db/disk-trouble.ts';
import { Grants } from '../../files/grants.ts';
import { FileRefused } from '../../files/plain-path.ts';
import type { PreferenceStore } from './preferences.ts';

/** What a shell provides for the commands that it answers itself. */
export interface ShellParts {
  readonly core: Pick<CoreHost, 'call' | 'subscribe'>;
  readonly preferences: PreferenceStore;
  /** Asks the person for a file. */
  chooseFile(purpose: FilePurpose): Promise<{ supported: boolean; path: string | null }>;
  /** Shows a file that the desk has written. */
  reveal(path: string): Promise<{ download: string | null }>;
  /** Called if an answer does not match the contract, which is an error of the program, not of the operator. */
  onFault?(sentence: string): void;
}

const NO_TARGETS =
  'Trunkline’s page can’t choose a file to write to: exports go to the exports folder. Leave the path out, or use the terminal.';

export type DeskListener = (event: DeskEvent | null) => void;

/** The caller: a page in a window or browser, or the terminal. */
type Caller = 'page' | 'terminal';

/** The whole contract as one function for all callers: the window, the page and the terminal. */
export interface Desk {
  /**
   * A page's command. Always resolves and never throws. Input and output are parsed by the contract. A page may only use paths of files
   * that were handed over (`handOver`), and can't choose where files are written.
   */
  call(command: string, input: unknown): Promise<Reply>;
  /** A command from the terminal, over a socket that only its owner can open. Like `call`, but with any path. */
  callFromTerminal(command: string, input: unknown): Promise<Reply>;
  /**
   * Allows pages to use a file that the shell has seen the person hand over: an upload, a drop, a choice in a dialog.
   *
   * @returns the path that a page uses for it. @throws CommandError `file` if it can't be handed over
   */
  handOver(path: string): string;
  /** Listens to events. Null means that some may have been missed. */
  subscribe(listener: DeskListener): () => void;
  /** Makes every page request everything again. */
  refresh(): void;
}

/** Combines the commands of a shell and of the core. */
export function createDesk(parts: ShellParts): Desk {
  const listeners = new Set<DeskListener>();
  const publish: DeskListener = (event) => {
    for (const listener of listeners) listener(event);
  };
  parts.core.subscribe(publish);

  const grants = new Grants();
  const handOver = (path: string) => inWords(() => grants.give(path));

  async function ask(command: CommandName, input: unknown): Promise<Reply> {
    if (Object.hasOwn(coreCommands, command)) return parts.core.call(command, input);
    try {
      return { ok: true, value: await ofShell(parts, { publish, handOver }, command, input) };
    } catch (error) {
      if (!isDiskTrouble(error)) return refusal(error);
      // The status strip shows it too, until the disk works again.
      await parts.core.call('desk.checkDisk', {});
      return refusal(new CommandError('failed', `This was not saved. ${diskWords(error)}`));
    }
  }

  async function call(command: string, input: unknown, caller: Caller): Promise<Reply> {
    if (!isCommand(command)) {
      return refusal(new CommandError('invalid-input', `Trunkline has no command named ${command.slice(0, 60)}.`));
    }
    const given = commands[command].input.safeParse(input ?? {});
    if (!given.success) return refusal(wrongInput(command, given.error.issues));
    let allowed: unknown;
    try {
      allowed = caller === 'terminal' ? given.data : withGrantedPaths(grants, command, given.data);
    } catch (error) {
      return refusal(error);
    }
    const reply = await ask(command, command === 'preferences.set' ? onlyGiven(allowed, input) : allowed);
    if (!reply.ok) return reply;
    const value = commands[command].output.safeParse(reply.value);
    if (value.success) {
      // The core has just written it for this page, so that a first file to post need not be chosen.
      if (command === 'practice.start' && caller === 'page') handOverPractice(value.data, handOver);
      return { ok: true, value: value.data };
    }
    const issue = value.error.issues[0];
    parts.onFault?.(`The answer to ${command} breaks the contract at ${issue?.path.join('.')}: ${issue?.message}`);
    return refusal(
      new CommandError(
        'failed',
        `Trunkline answered ${command} with an invalid answer. The command was carried out; check the result.`,
      ),
    );
  }

  return {
    call: (command, input) => call(command, input, 'page'),
    callFromTerminal: (command, input) => call(command, input, 'terminal'),
    handOver,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => publish(null),
  };
}

/** The input of a page with its paths replaced by those of the files that it was given. @throws CommandError `file` */
function withGrantedPaths(grants: Grants, command: CommandName, input: unknown): unknown {
  const held = { ...(input as Record<string, unknown>) };
  for (const [field, use] of pathFields(commands[command].input)) {
    const path = held[field];
    if (use === 'show' || typeof path !== 'string') continue;
    if (use === 'write') throw new CommandError('file', NO_TARGETS, field);
    held[field] = inWords(() => grants.use(path), field);
  }
  return held;
}

/** Answers a command that is not the core's. @throws CommandError */
async function ofShell(
  parts: ShellParts,
  { publish, handOver }: { readonly publish: DeskListener; readonly handOver: Desk['handOver'] },
  command: CommandName,
  input: unknown,
): Promise<unknown> {
  switch (command) {
    case 'preferences.get':
      return parts.preferences.get();
    case 'preferences.set': {
      const next = parts.preferences.set(input as Partial<Preferences>);
      publish({ topic: 'preferences' });
      return next;
    }
    case 'files.choose': {
      const chosen = await parts.chooseFile(commands[command].input.parse(input).purpose);
      // The shell's dialog was used by the person and not by the page.
      return chosen.path === null ? chosen : { ...chosen, path: handOver(chosen.path) };
    }
    case 'files.reveal':
      return parts.reveal(commands[command].input.parse(input).path);
    default:
      throw new CommandError('failed', `${command} is not available here.`);
  }
}

function handOverPractice(started: unknown, handOver: Desk['handOver']): void {
  const { posting } = started as CommandOutput<'practice.start'>;
  if (posting !== null) handOver(posting.leadsPath);
}

/** A partial schema fills in defaults for missing settings, but missing settings must stay as stored. */
function onlyGiven(parsed: unknown, input: unknown): unknown {
  const given = new Set(Object.keys((input ?? {}) as object));
  return Object.fromEntries(Object.entries(parsed as object).filter(([name]) => given.has(name)));
}

function wrongInput(command: string, issues: ReadonlyArray<{ path: PropertyKey[]; message: string }>): CommandError {
  const [first] = issues;
  const field = first?.path.map(String).join('.') || undefined;
  const message = first?.message ?? 'it can’t be read';
  // Messages of the contract include their field, those of zod don't.
  const own = !/^(Invalid|Too |Unrecognized)/.test(message);
  return new CommandError('invalid-input', own ? message : `${field ?? 'The input'} of ${command}: ${message}`, field);
}

/** Converts a file's error into an error of the field with its path. */
function inWords<T>(look: () => T, field = 'path'): T {
  try {
    return look();
  } catch (error) {
    throw error instanceof FileRefused ? new CommandError('file', error.message, field) : error;
  }
}

/** Converts anything that was thrown for passing it across a boundary. */
export function refusal(error: unknown): Reply {
  if (error instanceof CommandError) return { ok: false, error: error.toJSON() };
  return { ok: false, error: { code: 'failed', message: error instanceof Error ? error.message : String(error) } };
}
