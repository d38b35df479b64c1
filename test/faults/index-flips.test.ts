import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { startDeskCore } from '../../src-main/core/desk-core.ts';
import { startCore } from '../../src-main/core/start-core.ts';
import { databaseFile } from '../../src-main/db/open.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { leadFilter } from '../../src-preload/contract/index.ts';
import { flip } from '../support/damage-desk.ts';
import { startDesk } from '../support/fault-desk.ts';
import { until } from '../support/fault-until.ts';
import { filesWith } from '../support/files-with.ts';
import { indexAnswers, LEADS, workedInboxes } from '../support/worked-inbox.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 5);
const PAGE = 4096;
const inboxes = workedInboxes(LONG ? 20_000 : LEADS);
const TABLES = ['lead_facet_value', 'lead_bits', 'lead_text', 'lead_find_data', 'lead_find_idx'] as const;

afterAll(() => inboxes.remove());

/** Pages of a table of the index, without the first one of a tree with more. */
function pagesOf(file: string, table: string): number[] {
  const db = new Database(file, { readonly: true });
  try {
    return db
      .prepare<[string], number>(`SELECT pageno FROM dbstat WHERE name = ? AND pagetype <> 'internal' ORDER BY pageno`)
      .pluck()
      .all(table);
  } finally {
    db.close();
  }
}

/** Opens the desk on what was changed in its file, waits until it has put itself in order, and compares all answers. */
async function assertHealed(made: Awaited<ReturnType<typeof inboxes.copy>>, what: string): Promise<void> {
  const { dataDir, before, forgotten } = made;
  const desk = await startDesk({
    dataDir,
    start: (ports, parts) => startDeskCore(ports, (core) => startCore(core, parts)),
  });
  const [id = 0] = desk.rows<{ id: number }>('SELECT min(id) AS id FROM lead').map((row) => row.id);
  await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'tag', tag: 'meanwhile' } });
  await until(async () => (await desk.status()).index === null, `${what}: the lists are in order`);
  expect({ what, ...(await desk.call('index.verify', {})) }).toMatchObject({ what, chunks: 0, texts: 0 });
  await desk.call('leads.act', { which: { ids: [id] }, act: { kind: 'untag', tag: 'meanwhile' } });
  expect({ what, answers: await indexAnswers(desk) }).toEqual({ what, answers: before });
  expect((await desk.call('leads.open', { filter: leadFilter.parse({ text: forgotten.name }) })).count).toBe(0);
  await desk.close();
  expect({ what, files: filesWith(dataDir, [forgotten.email]) }).toEqual({ what, files: [] });
}

describe('bits of the index that change in the file of a closed desk', () => {
  it.each(TABLES)('%s: one bit, and some bits of a page', { timeout: LONG ? 20 * 60_000 : 180_000 }, async (table) => {
    const random = seededRandom(SEED);
    const below = (n: number) => Math.floor(random() * n);
    for (const bits of LONG ? [1, 1, 1, 4, 4, 4, 4] : [1, 4]) {
      const made = await inboxes.copy();
      const file = databaseFile(made.dataDir);
      const pages = pagesOf(file, table);
      const page = pages[below(pages.length)] ?? 0;
      const places = Array.from({ length: bits }, () => (page - 1) * PAGE + below(PAGE));
      for (const at of places) flip(file, at, 1 << below(8));
      await assertHealed(made, `${table}, page ${page}, bytes ${places.map((at) => at % PAGE).join(' ')}`);
    }
  });

  it('bits of a bitmap, which SQLite can’t tell from others', async () => {
    const made = await inboxes.copy();
    const file = databaseFile(made.dataDir);
    const db = new Database(file, { readonly: true });
    const [page = 0] = db
      .prepare<[], number>(`SELECT pageno FROM dbstat WHERE name = 'lead_bits' AND pagetype = 'leaf' ORDER BY unused`)
      .pluck()
      .all();
    db.close();
    // The end of a full page is the end of its first value.
    for (const back of [40, 41, 60]) flip(file, page * PAGE - back, 0x24);
    await assertHealed(made, `page ${page} of lead_bits`);
  });
});
