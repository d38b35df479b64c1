import { describe, expect, test } from 'vitest';
import { jobBoard, plainLead } from '../../support/job-board.ts';
import { connectBoard, healthOf, idsOf, startDesk, untilFetched } from './support.ts';

const NEW_YEAR = Date.UTC(2024, 0, 1) / 1000;
const range = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from);

describe('everything that a board has', () => {
  test('comes in, window by window, and what is unlocked is told apart without retrieving anything', async () => {
    const board = await jobBoard(
      range(700).map((id) =>
        plainLead(id, NEW_YEAR + id * 3600, { unlocked: id % 9 === 0 ? NEW_YEAR + id * 3600 + 60 : null }),
      ),
    );
    const desk = await startDesk();
    const id = await connectBoard(desk, board);
    const health = await untilFetched(desk, id);
    expect(idsOf(desk, id)).toEqual(range(700));
    expect(health).toMatchObject({ leads: 700, rejects: 0, gap: null, error: null });
    const unlocked = desk.rows<{ external_id: string }>(
      'SELECT external_id FROM lead_record WHERE unlocked = 1 ORDER BY id',
    );
    expect(unlocked.map((row) => Number(row.external_id))).toEqual(range(700).filter((one) => one % 9 === 0));
    expect(board.asked.filter(({ path }) => path !== '/api/v2.0/leads.json')).toEqual([]);
    expect((await healthOf(desk, id)).lag).toBeLessThan(10_000);
    console.log('requests', board.asked.length);
  });
});
