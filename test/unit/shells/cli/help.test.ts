import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandHelp, flagUsage, overview, verbHelp } from '../../../../src-main/shells/cli/help.ts';
import { nearest } from '../../../../src-main/shells/cli/nearest.ts';
import { asksForHelp, parse } from '../../../../src-main/shells/cli/parse.ts';
import { VERBS } from '../../../../src-main/shells/cli/terminal.ts';
import { COMMON_FLAGS, type Flag, UsageError, type Verb } from '../../../../src-main/shells/cli/verb.ts';

const verbs = Object.entries(VERBS);
const flagsOf = (verb: Verb): Readonly<Record<string, Flag>> => ({ ...verb.options, ...COMMON_FLAGS });
/** The flags that a text names. */
const named = (text: string): string[] =>
  [...text.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = '']) => name);

describe('the help of a verb', () => {
  it.each(verbs)('%s: says of every flag what it takes and does, and has a place in the list', (_, verb) => {
    const help = verbHelp(verb);
    for (const [name, flag] of Object.entries(flagsOf(verb))) {
      expect(help).toContain(`  ${flagUsage(name, flag)}`);
      expect([name, flag.about ?? '']).toEqual([name, expect.stringMatching(/^\S.*\.$/)]);
      expect([name, typeof flag.value]).toEqual([name, flag.type === 'string' ? 'string' : 'undefined']);
    }
    expect(verb.group).toBeDefined();
    expect(help).toMatch(/Exit codes:\n {2}0 {2}\S.*\n {2}1 {2}\S.*\n {2}2 {2}\S.*\n {2}3 {2}\S/);
  });

  it.each(verbs)('%s: its usage, words and examples name no flag that is not parsed', (name, verb) => {
    const known = Object.keys(flagsOf(verb));
    const texts = [verb.usage, verb.what, ...(verb.examples ?? [])];
    expect(texts.flatMap(named).filter((flag) => !known.includes(flag))).toEqual([]);
    for (const example of verb.examples ?? []) expect(example.split(' ')[0]).toBe(name);
  });

  it('is what `--help` asks for, but not behind --', () => {
    expect(asksForHelp(['list.csv', '--help'])).toBe(true);
    expect(asksForHelp(['-h'])).toBe(true);
    expect(asksForHelp(['--', '--help'])).toBe(false);
  });
});

it('the list has every verb under its heading', () => {
  const list = overview(VERBS);
  for (const [, verb] of verbs) expect(list).toContain(`  ${verb.usage}`);
  expect(list).toMatch(/Connections:[\s\S]*Dial lists:[\s\S]*The queue:[\s\S]*Leads and offers:[\s\S]*The desk:/);
  expect(list).not.toContain('Other:');
});

it('the help of a command shows what it takes', () => {
  expect(commandHelp('imports.get')).toContain('"id"');
});

it('what the README calls is parsed', () => {
  const calls = readFileSync('README.md', 'utf8').matchAll(/run -s trunkline -- (?<call>[^#\n]*)/g);
  let count = 0;
  for (const { groups } of calls) {
    const [name = '', ...rest] = (groups?.call ?? '').trim().split(/\s+/);
    const verb = VERBS[name];
    if (!verb) continue;
    count++;
    const words = rest.map((word) => word.replaceAll('"', ''));
    expect(() => parse(name, words, verb.options), name).not.toThrow();
  }
  expect(count).toBeGreaterThan(10);
});

describe('a flag that is written wrong', () => {
  const importOf = (...args: string[]) => parse('import', args, VERBS.import?.options ?? {});
  it.each([
    ['--dryrun', /import has no flag --dryrun\. Did you mean --dry-run\? `trunkline import --help`/],
    ['--lst=3', /no flag --lst\. Did you mean --list\?/],
    ['--frobnicate', /import has no flag --frobnicate\. `trunkline/],
    ['--list', /--list needs a value \(ID\)/],
    ['--wait=yes', /--wait takes no value/],
  ])('%s is named, with what was meant', (flag, words) => {
    expect(() => importOf('list.csv', flag)).toThrow(UsageError);
    expect(() => importOf('list.csv', flag)).toThrow(words);
  });
  it('nothing far off is proposed', () => {
    expect(nearest('statsu', ['status', 'sync'])).toBe('status');
    expect(nearest('importt', ['import', 'jobs'])).toBe('import');
    expect(nearest('fly', ['run', 'jobs', 'open'])).toBeUndefined();
  });
});
