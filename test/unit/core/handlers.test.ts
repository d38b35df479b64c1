import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Handlers, inputError } from '../../../src-main/commands/handlers.ts';
import { coreCommands } from '../../../src-preload/contract/index.ts';
import { startDesk } from '../../support/fault-desk.ts';

describe('handlers', () => {
  test('a name that is registered twice throws', () => {
    const handlers = new Handlers();
    handlers.on('desk.dismissNotice', () => ({}));
    expect(() => handlers.on('desk.dismissNotice', () => ({}))).toThrow(
      'The command desk.dismissNotice is registered twice',
    );
  });

  test('commands that no module answers are named', () => {
    const handlers = new Handlers();
    handlers.on('desk.dismissNotice', () => ({}));
    expect(() => handlers.assertComplete()).toThrow(/^No module handles .*jobs\.list/);
    expect(() => handlers.assertComplete()).toThrow(/^(?!.*desk\.dismissNotice)/);
  });

  test('what a handler throws comes back as a refusal, and so does an answer that breaks the contract', async () => {
    const handlers = new Handlers();
    handlers.on('jobs.list', () => {
      throw new Error('the disk is gone');
    });
    handlers.on('jobs.counts', () => ({ ready: 'many' }) as never);
    expect(await handlers.call('jobs.list', {})).toEqual({
      ok: false,
      error: { code: 'failed', message: 'the disk is gone' },
    });
    const reply = await handlers.call('jobs.counts', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'failed', message: expect.stringContaining('ready') } });
  });

  test('names of Object’s own are no commands', async () => {
    for (const name of ['constructor', '__proto__', 'toString', 'nonsense'])
      expect(await new Handlers().call(name, {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  test('an error of the input names its field', () => {
    const shape = z.object({ list: z.object({ id: z.number('it must be a number') }) });
    const read = shape.safeParse({ list: { id: 'x' } });
    expect(read.error && inputError(read.error).toJSON()).toEqual({
      code: 'invalid-input',
      message: 'list.id: it must be a number',
      field: 'list.id',
    });
  });
});

describe('the core', () => {
  test('answers every command of the contract: each refuses nonsense by its field, or takes an empty input', async () => {
    const { core } = await startDesk();
    for (const [name, shape] of Object.entries(coreCommands)) {
      const nonsense = { id: 'x', filter: 7, which: 7, path: 7, phones: 7, limit: 'x', connectionId: 'x', name: 7 };
      if (shape.input.safeParse(nonsense).success) continue;
      const reply = await core.call(name, nonsense);
      expect({ name, reply }).toMatchObject({ name, reply: { ok: false, error: { code: 'invalid-input' } } });
      // Of a choice between two shapes no field can be named.
      if (!reply.ok && !(shape.input instanceof z.ZodUnion)) expect(reply.error.field).not.toBe('');
    }
  });

  test.each([
    ['connections.save', { name: '', url: 'x', user: 'u' }, 'name'],
    ['connections.save', { name: 'D', url: 'http://dialer.example', user: 'u', password: 'p' }, 'url'],
    ['connections.save', { name: 'D', url: 'http://127.0.0.1', user: 'u', concurrency: 0 }, 'concurrency'],
    ['jobs.list', { limit: 100_000 }, 'limit'],
    ['jobs.resolve', { which: { ids: [1] }, as: 'perhaps' }, 'as'],
    ['imports.rows', { id: 1, verdict: 'maybe' }, 'verdict'],
  ])('%s with %j is refused for its field %s', async (name, input, field) => {
    const { core } = await startDesk();
    expect(await core.call(name, input)).toMatchObject({ ok: false, error: { code: 'invalid-input', field } });
  });

  test.each([
    ['imports.get', { id: 99 }],
    ['jobs.get', { id: 99 }],
    ['connections.pause', { id: 99 }],
    ['connections.remove', { id: 99 }],
  ])('%s of what is not there is told as such', async (name, input) => {
    const { core } = await startDesk();
    expect(await core.call(name, input)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});
