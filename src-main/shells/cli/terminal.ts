import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { CommandError, harmless, harmlessJson, harmlessLine, isCommand } from '../../../src-preload/contract/index.ts';
import { forgetDesk } from '../../db/known-desks.ts';
import { defaultDataDir } from '../shared/data-dir.ts';
import { attach } from './attach.ts';
import { EXIT, type ExitCode, UsageError, type Verb } from './verb.ts';
import { connect } from './verbs/connect.ts';
import { desk } from './verbs/desk.ts';
import { importFile } from './verbs/import.ts';
import { jobs } from './verbs/jobs.ts';
import { claim, offers, submitOffer } from './verbs/offers.ts';
import { open } from './verbs/open.ts';
import { pause, practice, rejects, resolveUnknown, resume } from './verbs/others.ts';
import { run } from './verbs/run.ts';
import { status } from './verbs/status.ts';
import { sync } from './verbs/sync.ts';
import { test } from './verbs/test.ts';

const VERBS: Readonly<Record<string, Verb>> = {
  connect,
  test,
  sync,
  import: importFile,
  run,
  open,
  status,
  offers,
  claim,
  'submit-offer': submitOffer,
  jobs,
  rejects,
  resume,
  pause,
  resolve: resolveUnknown,
  desk,
  practice,
};

function help(): string {
  const lines = Object.values(VERBS).flatMap((verb) => [`  ${verb.usage}`, `      ${verb.what}`]);
  return [
    'trunkline: the desk in the terminal. Every verb takes --data DIR, --json and --new (begin an empty desk where one is missing).',
    '',
    ...lines,
    "  <command> '<json>'",
    "      Any command of the contract, for example: imports.list '{}'; with - its input is read from stdin.",
    '',
    'Exit codes: 0 all is well, 1 refused or failed, 2 not written as it must be, 3 done but something waits for you.',
  ].join('\n');
}

/** Runs one verb of the terminal shell. @returns the exit code */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const verb = VERBS[name];
  if (!verb) {
    if (isCommand(name)) return await command(name, rest);
    throw new UsageError(`There is no verb or command "${name}". \`trunkline help\` lists them.`);
  }
  const { values, positionals } = read(rest, verb.options);
  return await verb.run({
    dataDir: typeof values.data === 'string' ? values.data : defaultDataDir(),
    json: values.json === true,
    words: positionals,
    options: values,
    // What vendors, files and people have named must not steer the terminal, nor pass for lines of ours.
    out: (text) => print(values.json === true ? harmlessJson(text) : harmlessLine(text)),
    remark: (text) => console.error(harmlessLine(text)),
  });
}

/** Any command of the contract with its input as JSON; the answer is JSON. */
async function command(name: string, rest: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = read(rest, {});
  if (!isCommand(name)) throw new UsageError(`There is no command "${name}".`);
  const given = positionals[0] ?? '{}';
  let input: unknown;
  try {
    input = JSON.parse(given === '-' ? await text(process.stdin) : given);
  } catch (error) {
    throw new UsageError(`The input of ${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (given !== '-' && typeof input === 'object' && input !== null && 'password' in input) {
    console.error(
      `Every user of this computer can read the arguments of a command, and this one holds a password. Give the input by stdin: ${name} -`,
    );
  }
  const desk = await attach(typeof values.data === 'string' ? values.data : defaultDataDir(), false);
  try {
    // The desk parses the input by the contract; what is wrong comes back in words.
    print(harmlessJson(JSON.stringify(await desk.call(name, input as never))));
    return EXIT.ok;
  } finally {
    await desk.close();
  }
}

function read(args: readonly string[], options: Verb['options']) {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...options, data: { type: 'string' }, json: { type: 'boolean' }, new: { type: 'boolean' } },
      allowPositionals: true,
    });
    const { data } = parsed.values;
    if (parsed.values.new === true) forgetDesk(typeof data === 'string' ? data : defaultDataDir());
    return parsed;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const waiting: string[] = [];
/** Many lines of one turn are one write; none waits longer than its turn, since some verbs run until they are interrupted. */
function print(text: string): void {
  if (waiting.push(text) === 1) setImmediate(() => waiting.length > 0 && void flushed());
  if (waiting.length >= 1000) process.stdout.write(`${waiting.splice(0).join('\n')}\n`);
}

/** Lets everything reach a pipe before the process ends. */
function flushed(): Promise<void> {
  const rest = waiting.splice(0);
  return new Promise((resolve) => process.stdout.write(rest.length > 0 ? `${rest.join('\n')}\n` : '', () => resolve()));
}

/** Runs the terminal shell and ends the process with its exit code. */
export async function runTerminal(argv: readonly string[]): Promise<never> {
  // A reader that has seen enough closes the pipe; that is no failure of ours.
  process.stdout.on('error', () => process.exit(EXIT.ok));
  const code = await main(argv).catch((error: unknown): ExitCode => {
    const message = error instanceof Error ? error.message : String(error);
    if (argv.includes('--json') && error instanceof CommandError)
      console.error(harmlessJson(JSON.stringify({ error: error.toJSON() })));
    else console.error(error instanceof CommandError ? harmlessLine(message) : harmless(message));
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  });
  await flushed();
  process.exit(code);
}
