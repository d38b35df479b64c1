import { describe, expect, it } from 'vitest';
import { preferenceStore } from '../../../../src-main/shells/shared/preferences.ts';
import type { DeskEvent } from '../../../../src-preload/contract/index.ts';
import { handMadeCore, handMadeDesk, memoryFile } from '../support.ts';

const ok = (value: unknown) => ({ ok: true as const, value });

describe('the desk that a shell serves', () => {
  it('knows the commands of the contract and no other name', async () => {
    const core = handMadeCore(() => ok({}));
    const desk = handMadeDesk(core);
    for (const name of ['desk.nothing', '__proto__', 'constructor', 'toString', '']) {
      expect(await desk.call(name, {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    }
    expect(core.asked).toEqual([]);
    expect(await desk.call('desk.dismissNotice', {})).toEqual(ok({}));
  });

  it('parses input: fills in defaults, drops unknown fields, and names the field of a mistake', async () => {
    const core = handMadeCore(() => ok({ phones: [], more: false, total: 0 }));
    const desk = handMadeDesk(core);
    await desk.call('dnc.list', { text: '727', stranger: 1 });
    expect(core.asked).toEqual([{ command: 'dnc.list', input: { text: '727', after: '', limit: 100 } }]);
    expect(await desk.call('dnc.list', { limit: 'many' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', field: 'limit', message: expect.stringContaining('limit of dnc.list') },
    });
    expect(await desk.call('connections.save', { name: ' ', url: 'x', user: 'y' })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', field: 'name', message: 'Enter a name for the connection' },
    });
    expect(core.asked).toHaveLength(1);
  });

  it('parses output: drops unknown fields, and refuses and reports a breach of the contract', async () => {
    const faults: string[] = [];
    const answers: Record<string, unknown> = {
      'dnc.add': { added: 1, known: 0, unreadable: [], password: 'leaked' },
      'dnc.remove': { removed: 'all' },
    };
    const desk = handMadeDesk(
      handMadeCore((command) => ok(answers[command])),
      { onFault: (s) => faults.push(s) },
    );
    expect(await desk.call('dnc.add', { phones: ['7275551111'] })).toEqual(ok({ added: 1, known: 0, unreadable: [] }));
    expect(await desk.call('dnc.remove', { phones: ['7275551111'] })).toMatchObject({
      ok: false,
      error: { code: 'failed' },
    });
    expect(faults).toEqual([expect.stringContaining('dnc.remove breaks the contract at removed')]);
  });

  it('passes the core’s refusals on as they are', async () => {
    const refused = { ok: false as const, error: { code: 'conflict' as const, message: 'It changed.', field: 'id' } };
    expect(await handMadeDesk(handMadeCore(() => refused)).call('imports.start', { id: 1 })).toEqual(refused);
  });

  it('answers for the shell itself and tells every page of changed preferences', async () => {
    const core = handMadeCore(() => ok({}));
    const held: Record<string, unknown> = { theme: 'neon', listWidth: 700 };
    const desk = handMadeDesk(core, { preferences: preferenceStore(memoryFile(held)) });
    const events: Array<DeskEvent | null> = [];
    const stop = desk.subscribe((event) => events.push(event));
    // What is not sound in the file is the default; what is sound is kept.
    expect(await desk.call('preferences.get', {})).toEqual(
      ok({
        theme: 'system',
        clock: 'system',
        listWidth: 700,
        keys: {},
        whenClosed: 'send-on',
        keepAwake: true,
        postTurnsSeen: 0,
      }),
    );
    expect(await desk.call('preferences.set', { theme: 'dark' })).toEqual(
      ok({
        theme: 'dark',
        clock: 'system',
        listWidth: 700,
        keys: {},
        whenClosed: 'send-on',
        keepAwake: true,
        postTurnsSeen: 0,
      }),
    );
    expect(held).toEqual({
      theme: 'dark',
      clock: 'system',
      listWidth: 700,
      keys: {},
      whenClosed: 'send-on',
      keepAwake: true,
      postTurnsSeen: 0,
    });
    expect(await desk.call('preferences.set', { listWidth: 3 })).toMatchObject({
      ok: false,
      error: { field: 'listWidth' },
    });
    core.emit({ topic: 'jobs' });
    desk.refresh();
    stop();
    core.emit({ topic: 'imports' });
    expect(events).toEqual([{ topic: 'preferences' }, { topic: 'jobs' }, null]);
    expect(core.asked).toEqual([]);
  });

  it('turns whatever a shell’s part throws into a refusal', async () => {
    const desk = handMadeDesk(
      handMadeCore(() => ok({})),
      { reveal: () => Promise.reject(new Error('gone')) },
    );
    expect(await desk.call('files.reveal', { path: '/x' })).toEqual({
      ok: false,
      error: { code: 'failed', message: 'gone' },
    });
  });
});
