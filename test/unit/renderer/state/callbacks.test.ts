import { describe, expect, it } from 'vitest';
import { setBridge } from '../../../../src-renderer/bridge/index.ts';
import { askDue, byDay, type DueCallback, putAside, toRemind } from '../../../../src-renderer/state/callbacks.ts';
import { joined } from '../../../../src-renderer/state/lead-timeline.ts';
import { memoryBridge } from '../../../support/memory-bridge.ts';

const NOW = new Date(2026, 10, 20, 15, 0).getTime();
const MINUTE = 60_000;
let ids = 0;
const due = (dueAt: number, owner: string | null = null): DueCallback => ({
  id: ++ids,
  leadId: ids,
  dueAt,
  owner,
  note: '',
  createdAt: 0,
  doneAt: null,
  name: 'Ann',
  zone: null,
});

describe('reminders', () => {
  it('are for what is mine or anyone’s, due now, and not since long ago', () => {
    const mine = due(NOW - MINUTE, 'Dana');
    const anyones = due(NOW, null);
    const all = [due(NOW - 60 * MINUTE), mine, anyones, due(NOW - MINUTE, 'Tom'), due(NOW + MINUTE)];
    expect(toRemind(all, 'Dana', NOW - 15 * MINUTE, NOW)).toEqual([mine, anyones]);
  });

  it('put aside stay so, until they are due at another time', () => {
    const one = due(NOW);
    putAside([one]);
    expect(toRemind([one], 'Dana', 0, NOW)).toEqual([]);
    expect(toRemind([{ ...one, dueAt: NOW + 1 }], 'Dana', 0, NOW + 1)).toHaveLength(1);
  });

  it('stand by what is over, due until the day here ends, and later', () => {
    const [over, now, night, later] = [
      due(NOW - 1),
      due(NOW),
      due(NOW + 9 * 60 * MINUTE - 1),
      due(NOW + 9 * 60 * MINUTE),
    ];
    expect(byDay([over, now, night, later], NOW)).toEqual({ overdue: [over], today: [now, night], later: [later] });
  });
});

it('what falls due is told, however many are overdue since before or are others’', async () => {
  const long = Array.from({ length: 1200 }, () => due(NOW - 60 * MINUTE));
  const others = Array.from({ length: 1200 }, () => due(NOW - MINUTE, 'Tom'));
  const [mine, later] = [due(NOW, 'Dana'), due(NOW + 1)];
  const all = [...long, ...others, mine, later];
  setBridge(
    memoryBridge({
      'agents.list': () => ({ me: 'Dana', agents: ['Dana', 'Tom'] }),
      'callbacks.list': ({ after, until = Number.POSITIVE_INFINITY, limit = 200 }) => {
        const { dueAt, id } = after ?? { dueAt: 0, id: 0 };
        const rest = all.filter(
          (one) => one.dueAt < until && (one.dueAt > dueAt || (one.dueAt === dueAt && one.id > id)),
        );
        return { callbacks: rest.slice(0, limit), retries: [], overdue: 0, today: 0, total: all.length };
      },
    }),
  );
  expect(await askDue(NOW - 15 * MINUTE, NOW)).toEqual([mine]);
});

describe('a timeline read on', () => {
  const event = (at: number) => ({ key: `e${at}`, at, who: 'Me', kind: 'note' as const, what: 'Note', detail: '' });
  const page = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => event(from - i));

  it('keeps the older pages when something new comes on top', () => {
    const before = { events: page(10, 1), more: true };
    const next = joined(before, { events: page(12, 7), more: true });
    expect(next.events.map((e) => e.at)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(next.more).toBe(true);
  });

  it('begins anew where there is no seam, so that nothing is missing between', () => {
    const next = joined({ events: page(10, 1), more: false }, { events: page(90, 31), more: true });
    expect(next.events.at(-1)?.at).toBe(31);
    expect(next.more).toBe(true);
  });

  it('is whole when the desk says so', () => {
    expect(joined({ events: page(3, 1), more: true }, { events: page(3, 2), more: false }).events).toHaveLength(2);
  });
});
