import { text } from 'node:stream/consumers';
import { CommandError, commands, isCommand } from '../../../src-preload/contract/index.ts';
import { harmless, harmlessJson, harmlessLine } from '../../../src-preload/rules/harmless.ts';
import { attach } from './attach.ts';
import { commandHelp, overview, verbHelp } from './help.ts';
import { nearest } from './nearest.ts';
import { asksForHelp, parse } from './parse.ts';
import { EXIT, type ExitCode, UsageError, type Verb } from './verb.ts';
import { connect } from './verbs/connect.ts';
import { desk } from './verbs/desk.ts';
import { dialer } from './verbs/dialer.ts';
import { importFile } from './verbs/import.ts';
import { index } from './verbs/index-verb.ts';
import { jobs } from './verbs/jobs.ts';
import { leadexec } from './verbs/leadexec.ts';
import { claim, offers, submitOffer } from './verbs/offers.ts';
import { open } from './verbs/open.ts';
import { pause, practice, rejects, resolveUnknown, resume } from './verbs/others.ts';
import { post } from './verbs/post.ts';
import { checkDuplicate, leadFields, ping, postStatus, replay, revenue, updateLead } from './verbs/receiver.ts';
import { records } from './verbs/records.ts';
import { run } from './verbs/run.ts';
import { status } from './verbs/status.ts';
import { sync } from './verbs/sync.ts';
import { templates } from './verbs/templates.ts';
import { test } from './verbs/test.ts';
import { version } from './verbs/version.ts';
import { whatIf } from './verbs/what-if.ts';

/** Every verb by its name. */
export const VERBS: Readonly<Record<string, Verb>> = {
  connect,
  test,
  dialer,
  sync,
  import: importFile,
  post,
  ping,
  'check-duplicate': checkDuplicate,
  'update-lead': updateLead,
  'post-status': postStatus,
  'lead-fields': leadFields,
  replay,
  revenue,
  leadexec,
  'what-if': whatIf,
  records,
  run,
  open,
  status,
  offers,
  claim,
  'submit-offer': submitOffer,
  jobs,
  rejects,
  templates,
  resume,
  pause,
  resolve: resolveUnknown,
  desk,
  index,
  practice,
  version,
};

/** Runs one verb of the terminal shell. @returns the exit code */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const [first, ...rest] = argv;
  const name = first === '--version' ? 'version' : first;
  if (name === undefined) {
    console.log(overview(VERBS));
    return EXIT.usage;
  }
  if (name === 'help' || name === '--help' || name === '-h') {
    const [about] = rest;
    console.log(about === undefined || about.startsWith('-') ? overview(VERBS) : helpOf(about));
    return EXIT.ok;
  }
  if (asksForHelp(rest)) {
    console.log(helpOf(name));
    return EXIT.ok;
  }
  const verb = VERBS[name];
  if (!verb) {
    if (isCommand(name)) return await command(name, rest);
    throw unknownVerb(name);
  }
  const parsed = parse(name, rest, verb.options);
  return await verb.run({
    ...parsed,
    // Text from vendors, files and people must not control the terminal or look like a line of ours.
    out: (text) => print(parsed.json ? harmlessJson(text) : harmlessLine(text)),
    remark: (text) => console.error(harmlessLine(text)),
  });
}

/** The help of a verb or a command. @throws UsageError if neither has that name */
function helpOf(name: string): string {
  const verb = VERBS[name];
  if (verb) return verbHelp(verb);
  if (isCommand(name)) return commandHelp(name);
  throw unknownVerb(name);
}

function unknownVerb(name: string): UsageError {
  const meant = nearest(name, [...Object.keys(VERBS), ...Object.keys(commands)]);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new UsageError(`There is no verb or command "${name}".${hint} \`trunkline help\` lists them.`);
}

/** Runs any command of the contract with JSON input. The answer is JSON. */
async function command(name: string, rest: readonly string[]): Promise<ExitCode> {
  const { dataDir, words } = parse(name, rest, {});
  if (!isCommand(name)) throw new UsageError(`There is no command "${name}".`);
  const given = words[0] ?? '{}';
  let input: unknown;
  try {
    input = JSON.parse(given === '-' ? await text(process.stdin) : given);
  } catch (error) {
    throw new UsageError(`The input of ${name} isn’t JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (given !== '-' && typeof input === 'object' && input !== null && 'password' in input) {
    console.error(
      `Every user of this computer can read the arguments of a command, and this one holds a password. Pass the input on stdin: ${name} -`,
    );
  }
  const desk = await attach(dataDir, false);
  try {
    // The desk parses the input by the contract and returns errors as text.
    print(harmlessJson(JSON.stringify(await desk.call(name, input as never))));
    return EXIT.ok;
  } finally {
    await desk.close();
  }
}

const waiting: string[] = [];
/**
 * Lines printed in one turn of the event loop are written together. None waits longer, because some verbs run until they are interrupted.
 */
function print(text: string): void {
  if (waiting.push(text) === 1) setImmediate(() => waiting.length > 0 && void flushed());
  if (waiting.length >= 1000) process.stdout.write(`${waiting.splice(0).join('\n')}\n`);
}

/** Waits until everything has been written to a pipe before the process ends. */
function flushed(): Promise<void> {
  const rest = waiting.splice(0);
  return new Promise((resolve) => process.stdout.write(rest.length > 0 ? `${rest.join('\n')}\n` : '', () => resolve()));
}

/** Runs the terminal shell and ends the process with its exit code. */
export async function runTerminal(argv: readonly string[]): Promise<never> {
  // A reader that needs no more closes the pipe, which is not an error.
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
