import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type CoreCommandName,
  commands,
  coreCommands,
  deskEvent,
  pathFields,
  shellCommands,
} from '../../src-preload/contract/index.ts';
import { until } from '../support/fault-until.ts';
import { handMadeCore, handMadeDesk } from '../unit/shells/support.ts';
import { useEveryCommand } from './small-desk.ts';

type Json = { readonly [key: string]: unknown };
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

describe('the contract and the core', () => {
  test('every command is answered as the contract says, and refuses nonsense by the field it stands in', async () => {
    const { core, inputs, told } = await useEveryCommand();
    expect([...inputs.keys()].sort()).toEqual(Object.keys(coreCommands).sort());

    const topics = new Set(deskEvent.shape.topic.options);
    // The shell's own.
    topics.delete('preferences');
    await until(() => new Set(told.map(({ topic }) => topic)).size === topics.size, 'every topic has been told');
    for (const event of told) expect(deskEvent.strict().parse(event)).toEqual(event);
    expect(new Set(told.map(({ topic }) => topic))).toEqual(topics);

    let tried = 0;
    for (const [name, good] of inputs) {
      for (const { field, bad } of spoiled(name, good as Json)) {
        const reply = await core.call(name, bad);
        const wanted = { ok: false, error: { code: 'invalid-input', message: expect.any(String) } };
        expect({ name, field, reply }).toMatchObject({ name, field, reply: wanted });
        // Of a choice between two shapes no field can be named.
        const named = reply.ok ? '' : (reply.error.field ?? '').split('.')[0];
        if (!(coreCommands[name].input instanceof z.ZodUnion)) expect([name, named]).toEqual([name, field]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(200);

    // What is named may have gone a moment ago: that is no fault of the desk's. Some questions are answered with nothing.
    const answered = [
      'imports.reasons',
      'jobs.counts',
      'jobs.concerns',
      'leads.place',
      'offers.ofLead',
      'delivery.ofLead',
      'delivery.revenue',
      'delivery.turned',
      'leadexec.batch',
      'leadexec.batches',
      'leadexec.record',
      'leadexec.saved',
      'leadexec.scannerLog',
      'leadexec.secret',
    ];
    for (const [name, good] of inputs) {
      for (const [field, value] of Object.entries(good)) {
        // A vendor's own ids are text.
        if (!/^id$|Id$/.test(field) || typeof value !== 'number') continue;
        const reply = await core.call(name, { ...good, [field]: 987_654_321 });
        const code = reply.ok ? 'answered' : reply.error.code;
        const may = answered.includes(name) ? /answered|not-found/ : /not-found|conflict/;
        expect({ name, field, code }).toEqual({ name, field, code: expect.stringMatching(may) });
      }
    }
  });
});

/** An input with each field in turn holding what it can't, and each that is needed left out. */
function* spoiled(name: CoreCommandName, good: Json): Generator<{ field: string; bad: Json }> {
  const shape = z.toJSONSchema(coreCommands[name].input, { io: 'input' });
  const choices = shape.anyOf ?? [shape];
  for (const choice of choices) {
    if (typeof choice === 'boolean') continue;
    for (const [field, type] of Object.entries(choice.properties ?? {})) {
      const holdsObject = isJson(type) && type.type === 'object';
      yield { field, bad: { ...(choices.length > 1 ? {} : good), [field]: holdsObject ? 7 : { nonsense: true } } };
      if (choices.length > 1 || !choice.required?.includes(field)) continue;
      const { [field]: _, ...bad } = good;
      yield { field, bad };
    }
  }
}

describe('the contract', () => {
  const sides = Object.entries(commands).flatMap(([name, { input, output }]) => [
    [`${name} takes`, z.toJSONSchema(input, { io: 'input' })] as const,
    [`${name} answers`, z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' })] as const,
  ]);

  test.each(sides)('%s nothing of an unknown shape', (_, shape) => {
    expect(unknownParts(shape)).toEqual([]);
  });

  test('the finder of unknown shapes finds them', () => {
    const shape = z.object({
      a: z.array(z.object({ b: z.unknown() })),
      c: z.record(z.string(), z.any()),
      d: z.string(),
    });
    expect(unknownParts(z.toJSONSchema(shape))).toEqual(['a.[].b', 'c.*']);
    expect(unknownParts(z.toJSONSchema(z.looseObject({}), { io: 'output' }))).toEqual(['*']);
  });

  test('a command is named by its subject and what it does, and is defined once', () => {
    for (const name of Object.keys(commands)) expect(name).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
    expect(Object.keys(coreCommands).filter((name) => name in shellCommands)).toEqual([]);
    expect(Object.keys(commands)).toHaveLength(Object.keys(coreCommands).length + Object.keys(shellCommands).length);
  });

  test('every path that a command takes is marked as one, so that the shells look at it', () => {
    const marked = Object.entries(commands).flatMap(([name, { input }]) =>
      [...pathFields(input)].map(([field, use]) => `${name} ${use}s ${field}`),
    );
    expect(marked.sort()).toEqual([
      'delivery.exportTimeline writes path',
      'delivery.post reads path',
      'desk.backup writes path',
      'desk.restoreFile reads path',
      'dnc.import reads path',
      'files.reveal shows path',
      'imports.open reads path',
      'imports.rejects writes path',
      'jobs.export writes path',
      'leadexec.assignList reads path',
      'leadexec.exportMoney writes path',
      'leadexec.exportWhatIf writes path',
      'leadexec.planList reads path',
      'leads.export writes path',
      'leads.importFile reads path',
      'leads.inspectFile reads path',
      'offers.exportReport writes path',
    ]);
    // Whatever is called like one, wherever it stands; and one further down than the top would not be looked at.
    const named = Object.entries(commands).flatMap(([name, { input }]) =>
      namesIn(z.toJSONSchema(input, { io: 'input' }))
        .filter((field) => /path|(?<!pro)file|folder|^dir|directory|target$/i.test(field))
        .map((field) => `${name} ${field}`),
    );
    expect(named.sort()).toEqual(marked.map((one) => one.replace(/ \w+ /, ' ')).sort());
  });

  test('a shell answers its own commands as the contract says, and hands on those of the core', async () => {
    const core = handMadeCore(() => ({ ok: false, error: { code: 'not-found', message: 'asked' } }));
    const desk = handMadeDesk(core);
    const own = {
      'preferences.get': {},
      'preferences.set': { theme: 'dark' },
      'files.choose': { purpose: 'dial-list' },
      'files.reveal': { path: '/tmp/x' },
    };
    expect(Object.keys(own).sort()).toEqual(Object.keys(shellCommands).sort());
    for (const [name, input] of Object.entries(own)) {
      expect({ name, reply: await desk.call(name, input) }).toMatchObject({ name, reply: { ok: true } });
    }
    expect(core.asked).toEqual([]);
    await desk.call('imports.list', {});
    expect(core.asked).toEqual([{ command: 'imports.list', input: {} }]);
  });
});

/** Every name of a property in a JSON schema, with those around it. */
function namesIn(schema: unknown, at: readonly string[] = []): string[] {
  if (!isJson(schema)) return [];
  return Object.entries(schema).flatMap(([key, part]) => {
    if (Array.isArray(part)) return part.flatMap((one) => namesIn(one, at));
    if (key !== 'properties' || !isJson(part)) return namesIn(part, at);
    return Object.entries(part).flatMap(([name, type]) => [[...at, name].join('.'), ...namesIn(type, [...at, name])]);
  });
}

/** Where a JSON schema leaves open what stands there. */
function unknownParts(schema: unknown, at: readonly string[] = []): string[] {
  if (!isJson(schema)) return schema === true ? [at.join('.')] : [];
  const { $schema: _, description: __, default: ___, ...said } = schema;
  if (Object.keys(said).length === 0) return [at.join('.')];
  const found: string[] = [];
  for (const [name, part] of Object.entries(isJson(said.properties) ? said.properties : {}))
    found.push(...unknownParts(part, [...at, name]));
  for (const part of [said.anyOf, said.oneOf, said.allOf].flat())
    if (part !== undefined) found.push(...unknownParts(part, at));
  if (said.items !== undefined) found.push(...unknownParts(said.items, [...at, '[]']));
  if (said.additionalProperties !== undefined) found.push(...unknownParts(said.additionalProperties, [...at, '*']));
  return found;
}
