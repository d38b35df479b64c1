import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import { connect, DUPLIST, load, startDesk, testDialer } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { lookingProxy } from '../support/fault-proxy.ts';
import { assertSound } from '../support/fault-sound.ts';

describe('the mark is on disk before the socket opens', () => {
  test('when the dialer reads a request, another connection already sees the job as sending and its attempt open', async () => {
    const dialer = await testDialer();
    const dataDir = testFolder();
    let look: (params: URLSearchParams) => void = () => {};
    const door = await lookingProxy(dialer.url, (params) => look(params));
    const desk = await startDesk({ dataDir });
    const eye = new Database(databaseFile(dataDir), { readonly: true });
    const seen = eye.prepare(
      `SELECT job.state, a.purpose, a.ended_at, a.no = job.attempts AS latest, length(a.payload_hash) AS hash
       FROM job JOIN attempt a ON a.job_id = job.id WHERE job.lane = ? ORDER BY a.no DESC LIMIT 1`,
    );
    look = (params) =>
      expect(seen.get(params.get('phone_number'))).toEqual({
        state: 'sending',
        purpose: 'send',
        ended_at: null,
        latest: 1,
        hash: 64,
      });
    await load(desk, await connect(desk, { url: door.url, concurrency: 16 }), { rows: 200 });
    const { counts } = await desk.rest();
    eye.close();
    expect(door.faults).toEqual([]);
    expect(door.looks()).toBe(200);
    expect(counts).toMatchObject({ delivered: 200 });
    assertSound(desk.dataDir, dialer);
  });

  test('a check of an unknown is an attempt of its own, on disk before it leaves', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([{ kind: 'answer-lost-reset', times: 1 }]);
    const dataDir = testFolder();
    const purposes: unknown[] = [];
    let look: (params: URLSearchParams) => void = () => {};
    const door = await lookingProxy(dialer.url, (params) => look(params));
    const desk = await startDesk({ dataDir });
    const eye = new Database(databaseFile(dataDir), { readonly: true });
    const seen = eye.prepare(
      `SELECT job.state, a.purpose, a.no, a.ended_at FROM job JOIN attempt a ON a.job_id = job.id ORDER BY a.no DESC LIMIT 1`,
    );
    look = () => purposes.push(seen.get());
    await load(desk, await connect(desk, { url: door.url }), { rows: 1, settings: { duplicate_check: DUPLIST } });
    const { counts } = await desk.rest();
    eye.close();
    expect(purposes).toEqual([
      { state: 'sending', purpose: 'send', no: 1, ended_at: null },
      { state: 'unknown', purpose: 'check', no: 2, ended_at: null },
    ]);
    expect(counts).toMatchObject({ delivered: 1 });
    expect(dialer.admin.count()).toBe(1);
    assertSound(desk.dataDir, dialer);
  });
});
