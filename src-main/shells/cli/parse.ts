import { parseArgs } from 'node:util';
import { forgetDesk } from '../../db/known-desks.ts';
import { defaultDataDir } from '../shared/data-dir.ts';
import { nearest } from './nearest.ts';
import { COMMON_FLAGS, type Flag, UsageError, type VerbContext } from './verb.ts';

/** The arguments after a verb. */
export interface Parsed {
  readonly dataDir: string;
  readonly json: boolean;
  readonly words: readonly string[];
  readonly options: VerbContext['options'];
}

/** Whether help is requested for a verb. Arguments after `--` are not flags. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

/** Parses the flags of a verb, and those of every verb. @throws UsageError with the unknown flag, and the most similar known one */
export function parse(verb: string, args: readonly string[], flags: Readonly<Record<string, Flag>>): Parsed {
  const known: Readonly<Record<string, Flag>> = { ...flags, ...COMMON_FLAGS };
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(
        Object.entries(known).map(([name, { type, multiple }]) => [
          name,
          multiple === true ? { type, multiple } : { type },
        ]),
      ),
      allowPositionals: true,
    });
    const dataDir = typeof values.data === 'string' ? values.data : defaultDataDir();
    if (values.new === true) forgetDesk(dataDir);
    const options = values as VerbContext['options'];
    return { dataDir, json: values.json === true, words: positionals, options };
  } catch (error) {
    throw new UsageError(`${inWords(verb, error, known)} \`trunkline ${verb} --help\` lists its flags.`);
  }
}

/** Describes the error with the verb's flags. */
function inWords(verb: string, error: unknown, known: Readonly<Record<string, Flag>>): string {
  const { code, message } = error as { code?: string; message: string };
  const [, dashes = '--', name = ''] = /'(?:-\w, )?(--?)([^' <]+)/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const meant = nearest(name, Object.keys(known));
    return `${verb} has no flag ${dashes}${name}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`;
  }
  const flag = known[name];
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && flag !== undefined) {
    if (flag.type === 'boolean') return `--${name} takes no value.`;
    return `--${name} needs a value (${flag.value ?? 'text'}); for one that starts with a dash, use --${name}=-…`;
  }
  return message;
}
