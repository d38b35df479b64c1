import { expect, test } from 'vitest';
import { until } from '../support/fault-until.ts';
import { startDesk } from '../unit/sync/support.ts';

/** The practice vendors read 12,000 leads in on the way: this bounds how long a failure takes. */
const WITHIN_MS = 300_000;

test(
  'whoever starts practising finds a board that is alive: something in each column, and the next one counting down',
  async () => {
    const desk = await startDesk();
    const { sourceIds } = await desk.call('practice.start', {});
    const lion = (await desk.status()).connections.find(({ kind }) => kind === 'liondesk');
    expect(lion).toMatchObject({ name: 'Practice LionDesk', source: { writeBack: true } });
    expect(sourceIds).toContain(lion?.id);
    const board = await until(
      async () => {
        const shown = await desk.call('offers.board', {});
        return Object.values(shown.counts).every((count) => count > 0) ? shown : null;
      },
      'every column has something',
      WITHIN_MS,
    );
    expect(board.nextAt).toBeGreaterThan(desk.clock.now());
    expect(board.counts.open).toBeLessThan(30);
    const soon = await desk.call('offers.query', {
      connectionId: lion?.id ?? 0,
      where: [{ field: 'notify_at', operator: '$gt', values: [new Date().toISOString()] }],
      sort: [{ field: 'notify_at', direction: 1 }],
      limit: 5,
    });
    expect(soon.offers).toHaveLength(5);
    await desk.close();
  },
  2 * WITHIN_MS,
);
