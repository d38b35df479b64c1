import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { databaseFile } from '../../../src-main/db/open.ts';
import { begin, type TestDesk } from '../../support/fault-desk.ts';
import { until } from '../../support/fault-until.ts';
import { checkedList, good, pausedConnection, phone, quietDesk, writeList } from './support.ts';

const jobs = (desk: TestDesk) =>
  desk.rows<{ source: number; lane: string }>('SELECT source % 2147483648 AS source, lane FROM job ORDER BY source');

describe('a start', () => {
  test('makes one job of each row to send, in order, and none of the others', async () => {
    const desk = await quietDesk();
    const lines = [good(1), good(2, '123'), good(3, phone(1)), good(4), good(5)];
    const id = await checkedList(desk, await pausedConnection(desk), lines);
    await desk.call('imports.decideRow', { id, row: 5, decision: 'leave-out' });
    const summary = await desk.call('imports.summary', { id });
    expect(summary).toMatchObject({ rowsToSend: 2, leftOut: 3, connection: 'Dialer', listId: '101' });
    expect(summary.warnings).toContainEqual(
      expect.stringMatching(/^Dialer is not sending: .+\. The rows will wait\.$/),
    );
    await begin(desk, id);
    expect(jobs(desk)).toEqual([
      { source: 1, lane: phone(1) },
      { source: 4, lane: phone(4) },
    ]);
    const found = await desk.call('imports.get', { id });
    expect(found.jobs).toMatchObject({ held: summary.rowsToSend, total: summary.rowsToSend });
    await expect(desk.call('imports.start', { id })).rejects.toThrow('only a checked list can be started');
    await expect(desk.call('imports.remove', { id })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('leaves out phones that were put on the do-not-call list since the check, unless they are to be sent anyway', async () => {
    const desk = await quietDesk();
    const id = await checkedList(desk, await pausedConnection(desk), [good(1), good(2), good(3)]);
    await desk.call('dnc.add', { phones: [phone(1), phone(3)] });
    await desk.call('imports.decideRow', { id, row: 3, decision: 'send' });
    await begin(desk, id);
    expect(jobs(desk).map(({ source }) => source)).toEqual([2, 3]);
    expect((await desk.call('imports.get', { id })).rows).toMatchObject({ send: 2, 'do-not-call': 1 });
  });

  test('that a stop interrupts goes on behind the last portion: nothing is lost, nothing twice', async () => {
    const desk = await quietDesk();
    const { dataDir, secrets } = desk;
    const lines = Array.from({ length: 5_000 }, (_, n) => good(n, n % 10 === 0 ? '1' : phone(n)));
    const id = await checkedList(desk, await pausedConnection(desk), lines);
    await desk.call('imports.start', { id });
    while (jobs(desk).length === 0) await new Promise(setImmediate);
    await desk.close();
    const again = await quietDesk({ dataDir, secrets, sends: false });
    const stopped = await again.call('imports.get', { id });
    expect(stopped.state).toBe('starting');
    expect(stopped.jobs.total).toBeGreaterThan(0);
    expect(stopped.jobs.total).toBeLessThan(stopped.rows.send);
    await again.close();

    const third = await quietDesk({ dataDir, secrets });
    const done = await until(async () => {
      const found = await third.call('imports.get', { id });
      return found.state === 'started' ? found : null;
    }, 'the list is started');
    expect(done).toMatchObject({ error: null, jobs: { total: 4_500, held: 4_500 } });
    const expected = lines.flatMap((_, n) => (n % 10 === 0 ? [] : [{ source: n + 1, lane: phone(n) }]));
    expect(jobs(third)).toEqual(expected);
  });

  test('is refused before the check, and where the dialer has been removed since', async () => {
    const desk = await quietDesk();
    const to = await pausedConnection(desk);
    const { id } = await desk.call('imports.open', { path: writeList([good(1)]) });
    await expect(desk.call('imports.start', { id })).rejects.toMatchObject({ code: 'conflict' });
    const checked = await checkedList(desk, to, [good(1)]);
    await desk.call('connections.remove', { id: to });
    await expect(desk.call('imports.start', { id: checked })).rejects.toThrow('This connection no longer exists.');
    expect((await desk.call('imports.get', { id: checked })).state).toBe('checked');
    expect(desk.rows('SELECT * FROM job_group')).toEqual([]);

    // A desk that was killed before it could start the list by itself says so, and starts.
    const { dataDir, secrets } = desk;
    await desk.close();
    const db = new Database(databaseFile(dataDir));
    db.prepare('UPDATE dial_import SET auto_start = 1 WHERE id = ?').run(checked);
    db.close();
    const again = await quietDesk({ dataDir, secrets });
    expect(await again.call('imports.get', { id: checked })).toMatchObject({
      state: 'checked',
      error: 'This connection no longer exists.',
    });
  });
});
