import { z } from 'zod';
import { type CommandName, commands } from '../../../src-preload/contract/index.ts';
import { COMMON_FLAGS, EXIT_WORDS, type ExitCode, type Flag, VERB_GROUPS, type Verb } from './verb.ts';

export type Verbs = Readonly<Record<string, Verb>>;

/** The column where the text of a flag begins. */
const INDENT = 26;
const WIDTH = 110;

/** All verbs in groups, each with its usage and description. */
export function overview(verbs: Verbs): string {
  const all = Object.values(verbs);
  const groups = VERB_GROUPS.map((group) => ({ group, verbs: all.filter((verb) => verb.group === group) }));
  const others = all.filter((verb) => verb.group === undefined);
  const listed = [...groups, { group: 'Other', verbs: others }].filter((one) => one.verbs.length > 0);
  return [
    'trunkline: Trunkline in the terminal. `trunkline help VERB` shows a verb’s flags, examples and exit codes.',
    ...listed.flatMap((one) => [
      '',
      `${one.group}:`,
      ...one.verbs.flatMap((verb) => [`  ${verb.usage}`, `      ${verb.what}`]),
    ]),
    '',
    'Every command of the contract:',
    "  <command> '<json>'",
    "      For example: imports.list '{}'; use - to read the input from stdin. `trunkline help COMMAND` shows its input.",
    '',
    'Flags of every verb:',
    ...flagLines(COMMON_FLAGS),
    '',
    'Exit codes:',
    ...exitLines({}),
  ].join('\n');
}

/** Usage, flags, examples and exit codes of one verb. */
export function verbHelp(verb: Verb): string {
  const examples = (verb.examples ?? []).map((example) => `  trunkline ${example}`);
  return [
    `Usage: trunkline ${verb.usage}`,
    '',
    verb.what,
    '',
    'Flags:',
    ...flagLines({ ...verb.options, ...COMMON_FLAGS }),
    ...(examples.length === 0 ? [] : ['', 'Examples:', ...examples]),
    '',
    'Exit codes:',
    ...exitLines(verb.exits ?? {}),
  ].join('\n');
}

/** The input of a contract's command as a JSON schema. */
export function commandHelp(name: CommandName): string {
  const schema = z.toJSONSchema(commands[name].input, { io: 'input', unrepresentable: 'any' });
  return [
    `Usage: trunkline ${name} '<json>'`,
    `       trunkline ${name} -      reads the input from stdin`,
    '',
    'Answers with JSON. Input, as a JSON schema:',
    JSON.stringify(schema, null, 2),
    '',
    'Flags:',
    ...flagLines(COMMON_FLAGS),
    '',
    'Exit codes:',
    ...exitLines({}),
  ].join('\n');
}

/** A flag with the placeholder of its value. */
export const flagUsage = (name: string, { type, value, multiple }: Flag): string =>
  `--${name}${type === 'boolean' ? '' : ` ${value ?? 'TEXT'}`}${multiple === true ? ' …' : ''}`;

function flagLines(flags: Readonly<Record<string, Flag>>): string[] {
  return Object.entries(flags).flatMap(([name, flag]) => {
    const written = `  ${flagUsage(name, flag)}`;
    const about = wrapped(flag.about ?? '');
    // A long flag is on its own line.
    if (written.length > INDENT - 2) return [written, ...about];
    const [first = '', ...rest] = about;
    return [`${written.padEnd(INDENT)}${first.trimStart()}`.trimEnd(), ...rest];
  });
}

function exitLines(own: Readonly<Partial<Record<ExitCode, string>>>): string[] {
  return Object.entries({ ...EXIT_WORDS, ...own }).map(([code, words]) =>
    `  ${code.padEnd(3)} ${words}`.replace(/^( {2}\d) {3}/, '$1  '),
  );
}

/** A text wrapped into lines, indented like the descriptions of flags. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(INDENT);
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = ' '.repeat(INDENT);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
