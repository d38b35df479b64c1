import { describe, expect, test } from 'vitest';
import { HOUR, NOON, workDesk } from './support.ts';

const ANN = { firstName: 'Ann', lastName: 'Lee', phone: '212 555 0123', state: 'NY' };
const BOB = { firstName: 'Bob', lastName: 'Ray', phone: '310 555 0123', state: 'CA' };
const everyone = { whose: 'anyone' } as const;

describe('callbacks', () => {
  test('set instead of an older one, shown in the list, done, and each undone', async () => {
    const desk = workDesk();
    const id = await desk.lead(ANN);
    const at = () => desk.store.prepare('SELECT callback_at FROM lead WHERE id = ?').pluck().get(id);
    await desk.call('callbacks.set', { leadId: id, dueAt: NOON + HOUR });
    const second = await desk.call('callbacks.set', {
      leadId: id,
      dueAt: NOON + 2 * HOUR,
      owner: 'Bob',
      note: 'later',
    });
    expect((await desk.call('callbacks.list', everyone)).callbacks).toMatchObject([
      { id: second.id, name: 'Ann Lee', zone: 'America/New_York', owner: 'Bob' },
    ]);
    expect([at(), desk.index.valuesOf(id, 'status')]).toEqual([NOON + 2 * HOUR, ['callback']]);
    await desk.call('leads.undo', { actId: second.actId });
    expect(at()).toBe(NOON + HOUR);
    const open = (await desk.call('leads.get', { id })).callback;
    const done = await desk.call('callbacks.done', { id: open?.id ?? 0 });
    expect(done).toMatchObject({ id: open?.id, doneAt: NOON });
    expect([at(), desk.index.valuesOf(id, 'status')]).toEqual([null, ['working']]);
    await expect(desk.call('callbacks.done', { id: open?.id ?? 0 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await desk.call('leads.undo', { actId: done.actId })).toEqual({ changed: 1 });
    expect([at(), desk.index.valuesOf(id, 'status')]).toEqual([NOON + HOUR, ['callback']]);
    const { actId } = await desk.call('callbacks.remove', { id: open?.id ?? 0 });
    expect((await desk.call('leads.get', { id })).callback).toBeNull();
    await desk.call('leads.undo', { actId });
    expect((await desk.call('leads.get', { id })).callback).toEqual(open);
  });

  test('mine and anyone’s, overdue and today; handed over, and the filter follows', async () => {
    const desk = workDesk();
    const [ann, bob] = [await desk.lead(ANN), await desk.lead(BOB)];
    await desk.call('callbacks.set', { leadId: ann, dueAt: NOON - HOUR, owner: 'Me' });
    const other = await desk.call('callbacks.set', { leadId: bob, dueAt: NOON + 72 * HOUR });
    const counts = async (whose: 'mine' | 'anyone') => {
      const { overdue, today, total, callbacks } = await desk.call('callbacks.list', { whose });
      return [overdue, today, total, callbacks.length];
    };
    const matching = async (whose: 'mine' | 'anyone') =>
      desk.index
        .select({ any: {}, none: {}, empty: [], text: '', callback: { due: 'any', whose } }, { now: NOON, me: 'Me' })
        .count();
    expect([await counts('mine'), await counts('anyone')]).toEqual([
      [1, 1, 1, 1],
      [1, 1, 2, 2],
    ]);
    expect([await matching('mine'), await matching('anyone')]).toEqual([1, 2]);
    expect((await desk.call('callbacks.list', { ...everyone, until: NOON })).callbacks).toHaveLength(1);
    await desk.call('callbacks.handOver', { id: other.id, owner: 'me' });
    expect((await counts('mine'))[2]).toBe(2);
    expect(await matching('mine')).toBe(2);
    const [act] = await desk.call('leads.acts', {});
    await desk.call('leads.undo', { actId: act?.actId ?? 0 });
    expect((await counts('mine'))[2]).toBe(1);
  });

  test('more than a page of them is read on from the last, also where many are due at one moment', async () => {
    const desk = workDesk();
    const ids: number[] = [];
    for (let n = 0; n < 7; n++) {
      const leadId = await desk.lead({ firstName: 'Ann', lastName: `Lee ${n}` });
      ids.push((await desk.call('callbacks.set', { leadId, dueAt: NOON + (n < 5 ? HOUR : 2 * HOUR) })).id);
    }
    const read: number[] = [];
    for (let after = { dueAt: NOON + HOUR, id: 0 }; ; ) {
      const { callbacks, total } = await desk.call('callbacks.list', { ...everyone, after, limit: 2 });
      expect(total).toBe(7);
      read.push(...callbacks.map(({ id }) => id));
      const last = callbacks.at(-1);
      if (last === undefined) break;
      after = { dueAt: last.dueAt, id: last.id };
    }
    expect(read).toEqual(ids);
    const after = { dueAt: NOON + HOUR + 1, id: 0 };
    expect((await desk.call('callbacks.list', { ...everyone, after })).callbacks).toHaveLength(2);
  });

  test('a reminder at the moment, once; none for what is done or taken away', async () => {
    const desk = workDesk();
    const [ann, bob] = [await desk.lead(ANN), await desk.lead(BOB)];
    const early = await desk.call('callbacks.set', { leadId: ann, dueAt: NOON + HOUR });
    await desk.call('callbacks.set', { leadId: bob, dueAt: NOON + 30 * 24 * HOUR });
    const due = () => desk.told.splice(0).filter((topic) => topic === 'callbacks').length;
    due();
    desk.clock.turn(HOUR - 1);
    expect(due()).toBe(0);
    desk.clock.turn(1);
    expect(due()).toBe(1);
    await desk.call('callbacks.set', { leadId: ann, dueAt: NOON + 2 * HOUR });
    const [open] = (await desk.call('callbacks.list', everyone)).callbacks;
    expect(open?.id).not.toBe(early.id);
    await desk.call('callbacks.remove', { id: open?.id ?? 0 });
    due();
    desk.clock.turn(29 * 24 * HOUR);
    expect(due()).toBe(0);
    desk.clock.turn(24 * HOUR);
    expect(due()).toBe(1);
    expect(desk.clock.waiting).toBe(0);
  });
});
