import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Store } from '../../src-main/db/store.ts';
import { leadFilter } from '../../src-preload/contract/index.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';
import { connectBoard, testBoard } from './leads-desk.ts';

afterEach(() => void vi.restoreAllMocks());

/** A desk whose database can be kept from growing, by SQLite's own limit. */
async function startLimited(): Promise<{ desk: TestDesk; fill(): void; free(): void; readOnly(on: boolean): void }> {
  const writes = vi.spyOn(Store.prototype, 'write');
  const desk = await startDesk();
  await desk.call('leads.add', { fields: { lastName: 'First' } });
  const store = writes.mock.contexts.at(-1) as Store;
  return {
    desk,
    fill() {
      store.raw.pragma(`max_page_count = ${Number(store.raw.pragma('page_count', { simple: true }))}`);
    },
    free() {
      store.raw.pragma('max_page_count = 1073741823');
    },
    readOnly(on) {
      store.raw.pragma(`query_only = ${on ? 1 : 0}`);
    },
  };
}

const SAID =
  /^Trunkline can’t save its data \(database or disk is full\)\. .* Free up space on that disk; Trunkline then continues by itself\.$/;
const count = async (desk: TestDesk) => (await desk.call('leads.open', { filter: leadFilter.parse({}) })).count;

describe('a disk that is full', () => {
  it('is said while leads are fetched, and the fetching goes on by itself once there is space', async () => {
    const LEADS = 400;
    const board = await testBoard({ leads: LEADS });
    const { desk, fill, free, readOnly } = await startLimited();
    fill();
    // Making the connection needs no more room than there is.
    const id = await connectBoard(desk, board.url);
    await until(async () => (await desk.status()).ailment !== null, 'the desk says that its disk is full');
    expect((await desk.status()).ailment).toMatch(SAID);
    readOnly(true);
    const asked = () => board.requests.filter(({ target }) => target.startsWith('/api/')).length;
    const before = asked();
    // The vendor is not asked over and over for what can't be kept.
    for (let n = 0; n < 60; n++) {
      if (n % 10 === 0) desk.clock.skip(5_000);
      // A request over the same kind of socket takes its time.
      await fetch(`${board.url}/`);
    }
    expect((await desk.status()).ailment).toMatch(/Free up space on that disk|Make that disk writable again/);
    expect(asked() - before).toBeLessThan(10);
    expect(await count(desk)).toBeLessThan(LEADS);
    free();
    readOnly(false);
    desk.clock.skip(5_000);
    await until(async () => (await count(desk)) === LEADS + 1, 'all leads are there');
    const source = async () => (await desk.call('sources.health', {})).find((one) => one.connectionId === id);
    await until(async () => (await source())?.state === 'waiting', 'the sync has ended');
    expect((await source())?.error).toBeNull();
    expect((await desk.status()).ailment).toBeNull();
  });

  it('is said by the command that failed, of which nothing is kept, and until something can be written again', async () => {
    const { desk, fill, free } = await startLimited();
    const { id } = await desk.call('leads.add', { fields: { firstName: 'Ann', phone: '2125550177' } });
    fill();
    let kept = 0;
    const add = async () => {
      for (; kept < 200; kept++) await desk.call('notes.add', { leadId: id, text: 'x'.repeat(4_000) });
    };
    await expect(add()).rejects.toThrow(/^This was not saved\. Trunkline can’t save its data/);
    const notes = () => desk.rows('SELECT id FROM lead_note').length;
    expect(notes()).toBe(kept);
    expect((await desk.status()).ailment).toMatch(SAID);
    desk.clock.skip(5_000);
    expect((await desk.status()).ailment).toMatch(SAID);
    free();
    desk.clock.skip(5_000);
    expect((await desk.status()).ailment).toBeNull();
    await desk.call('notes.add', { leadId: id, text: 'again' });
    expect(notes()).toBe(kept + 1);
  });
});

describe('a data folder that vanishes under a running desk', () => {
  it('fails commands with what happened, writes nothing in its place, and works again once it is back', async () => {
    const { desk } = await startLimited();
    const away = `${desk.dataDir}-away`;
    renameSync(desk.dataDir, away);
    const add = () => desk.call('leads.add', { fields: { lastName: 'Lost' } });
    await expect(add()).rejects.toThrow(/is no longer there.*Connect its disk again/);
    expect((await desk.status()).ailment).toMatch(/is no longer there/);
    desk.clock.skip(5_000);
    expect(existsSync(desk.dataDir)).toBe(false);
    // An empty folder, as a mount point is, is not it either.
    mkdirSync(desk.dataDir);
    await expect(add()).rejects.toThrow(/is no longer there/);
    desk.clock.skip(5_000);
    expect(readdirSync(desk.dataDir)).toEqual([]);
    renameSync(away, desk.dataDir);
    desk.clock.skip(5_000);
    expect((await desk.status()).ailment).toBeNull();
    await add();
    expect(await count(desk)).toBe(2);
  });
});
