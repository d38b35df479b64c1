/** The result of a verb, as a script sees it. */
export const EXIT = {
  /** Everything succeeded. */
  ok: 0,
  /** It was refused or failed. The reason is on the error output. */
  failed: 1,
  /** The arguments were wrong. */
  usage: 2,
  /** It was done, but something now waits for the operator: held or unknown rows, or a stopped connection. */
  attention: 3,
  /** A signal ended it in order: Ctrl-C, SIGTERM, or a closed terminal. */
  interrupted: 130,
  terminated: 143,
  hungUp: 129,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The meaning of each exit code for every verb. */
export const EXIT_WORDS: Readonly<Partial<Record<ExitCode, string>>> = {
  0: 'done',
  1: 'refused or failed; the reason is on stderr',
  2: 'usage error',
  3: 'done, but something needs your attention (held, unknown, stopped)',
};

/** The exit codes of a verb that a signal ends in order. */
export const EXITS_BY_SIGNAL = {
  129: 'stopped cleanly because the terminal was closed',
  130: 'stopped cleanly by Ctrl-C',
  143: 'stopped cleanly by SIGTERM',
} as const;

/** The flags of every verb. */
export const COMMON_FLAGS = {
  data: { type: 'string', value: 'DIR', about: 'The data folder (default: the standard one).' },
  json: { type: 'boolean', about: 'Print JSON.' },
  new: {
    type: 'boolean',
    about:
      'Start an empty desk if the folder’s data is missing, or open the desk that is there instead of the last one.',
  },
  help: { type: 'boolean', about: 'Show this help.' },
} as const satisfies Readonly<Record<string, Flag>>;

/** The arguments of a verb were wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What every verb gets. */
export interface VerbContext {
  readonly dataDir: string;
  readonly json: boolean;
  /** Positional arguments after the verb. */
  readonly words: readonly string[];
  /** The options of this verb. A repeatable one is a list. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** Prints a line for a person, or one JSON document for a script. */
  readonly out: (text: string) => void;
  /** Prints progress and remarks, which must not be part of a script's output. */
  readonly remark: (text: string) => void;
}

/** A flag: how it is parsed, and its help. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** The placeholder of its value in the help: NAME, N, on|off. Only for text. */
  readonly value?: string;
  /** One sentence for the help. */
  readonly about?: string;
}

/** The headings of the list of verbs, in order. */
export const VERB_GROUPS = [
  'Connections',
  'Dial lists',
  'Posting leads',
  'LeadExec account',
  'The queue',
  'Leads and offers',
  'The desk',
] as const;

export interface Verb {
  readonly group?: (typeof VERB_GROUPS)[number];
  readonly usage: string;
  readonly what: string;
  readonly options: Readonly<Record<string, Flag>>;
  /** Complete commands, without the leading `trunkline`. */
  readonly examples?: readonly string[];
  /** What an exit code means here in addition to its general meaning. */
  readonly exits?: Readonly<Partial<Record<ExitCode, string>>>;
  run(context: VerbContext): Promise<ExitCode>;
}

/** A text option, or undefined. */
export function text(context: VerbContext, name: string): string | undefined {
  const value = context.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A required text option. @throws UsageError */
export function mustHave(context: VerbContext, name: string, what: string): string {
  const value = text(context, name);
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing: ${what}.`);
  return value;
}

/** A repeated text option. */
export function texts(context: VerbContext, name: string): readonly string[] {
  const value = context.options[name];
  return Array.isArray(value) ? value : [];
}

/** A number option. @throws UsageError */
export function number(context: VerbContext, name: string): number | undefined {
  const value = text(context, name);
  if (value === undefined) return undefined;
  const parsed = Number(value);
  if (!Number.isFinite(parsed)) throw new UsageError(`--${name} must be a number, not "${value}".`);
  return parsed;
}
