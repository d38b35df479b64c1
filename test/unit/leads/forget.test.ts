import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../../src-main/db/migrate.ts';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { rowId } from '../../../src-main/dialing/row-id.ts';
import { findInLog } from '../../../src-main/job-log/forget.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { addLead } from '../../../src-main/leads/add.ts';
import { forget, forgetPreview } from '../../../src-main/leads/forget.ts';
import { LeadHooks } from '../../../src-main/leads/hooks.ts';
import { ingest } from '../../../src-main/leads/ingest.ts';
import type { LeadPorts } from '../../../src-main/leads/ports.ts';
import { enqueue } from '../../../src-main/queue/rows/add-jobs.ts';
import { createGroup } from '../../../src-main/queue/rows/groups.ts';
import type { LeadFields } from '../../../src-preload/contract/index.ts';
import { record, rows } from './support.ts';

let dir: string;
let store: Store;
let ports: LeadPorts & { hooks: LeadHooks };
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'trunkline-forget-'));
  store = openStore(join(dir, 'desk.db'));
  const hooks = new LeadHooks();
  hooks.onForget((_, person) => findInLog(store, person, () => 1));
  ports = { store, index: new LeadIndex(store), now: () => Date.UTC(2025, 0, 6), hooks };
  for (const name of ['Locum', 'Dialer']) {
    store
      .prepare(
        `INSERT INTO connection (kind, name, url, user, options, timeout_ms, run_state, created_at)
         VALUES (?, ?, 'https://vendor.test', '', '{}', 1000, 'running', 0)`,
      )
      .run(name === 'Locum' ? 'locumjobs' : 'crocodial', name);
  }
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

const zelda = {
  firstName: 'Zeldaphine',
  lastName: 'Quibbleworth',
  phone: '(502) 555-7391',
  email: 'Zelda@quibbleworth.test',
  city: 'Knoxburgh',
};
/** Whatever of her could stand anywhere in the files of the desk. */
const TRACES = ['zeldaphine', 'quibbleworth', '5025557391', '555-7391', '606-555-7392', 'knoxburgh'];

function traces(): string[] {
  return readdirSync(dir).flatMap((file) => {
    const text = readFileSync(join(dir, file)).toString('latin1').toLowerCase();
    return TRACES.filter((trace) => text.includes(trace)).map((trace) => `${trace} in ${file}`);
  });
}

const sync = (...records: ReturnType<typeof record>[]) =>
  ingest(ports, { connectionId: 1, kind: 'locumjobs', source: 'Locum', records, rejects: [] });

/** Everything the desk can hold of her: records, changes, a join, rejects, a dial list with a sent row, one that waits, its samples. */
function fill(): void {
  sync(record('1', { ...zelda, phone: '606-555-7392' }), record('3', { firstName: 'Other', phone: '859 555 0001' }));
  sync(record('1', zelda));
  sync(record('2', { firstName: 'Zeldaphine', email: 'z@quibbleworth.test' }));
  sync(record('9', { ...zelda, email: 'z@quibbleworth.test' }));
  ingest(ports, {
    connectionId: 1,
    kind: 'locumjobs',
    source: 'Locum',
    records: [],
    rejects: [
      { externalId: '44', reason: 'torn', raw: '{"name":"Zeldaphine Quibbleworth","phone":"(502) 555-7391"' },
      { externalId: '45', reason: 'torn', raw: '{"name":"Someone else"' },
    ],
  });
  const row = 'Zeldaphine,Quibbleworth,5025557391,Knoxburgh';
  const inspection = {
    format: { encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
    columns: ['first_name', 'last_name', 'phone_number', 'city'],
    samples: [row.split(','), ['A', 'B', '2125550000', 'C']],
    accented: [],
    estimatedRows: 2,
  };
  const group = createGroup(store, { connectionId: 2, kind: 'import', label: 'list.csv', now: 1 });
  store
    .prepare(
      `INSERT INTO dial_import (connection_id, file_name, file_path, file_size, file_hash, format, columns, inspection, state, group_id, created_at)
       VALUES (2, 'list.csv', '/list.csv', 1, 'x', ?, ?, ?, 'started', ?, 1)`,
    )
    .run(JSON.stringify(inspection.format), JSON.stringify(inspection.columns), JSON.stringify(inspection), group);
  const insert = store.prepare('INSERT INTO import_row (id, record, phone, verdict) VALUES (?, ?, ?, 0)');
  insert.run(rowId(1, 1), row, '5025557391');
  insert.run(rowId(1, 2), 'A,B,2125550000,C', '2125550000');
  insert.run(rowId(1, 3), `${row},again`, '5025557391');
  store.prepare('INSERT INTO import_verdict (import_id, verdict, rows) VALUES (1, 0, 3)').run();
  store
    .prepare(`INSERT INTO import_edit (import_id, row_no, edits) VALUES (1, 1, '{"first_name":"Zeldaphine"}')`)
    .run();
  enqueue(
    store,
    { id: group, connectionId: 2 },
    [
      { source: rowId(1, 1), lane: '5025557391' },
      { source: rowId(1, 2), lane: '2125550000' },
      { source: rowId(1, 3), lane: '5025557391' },
    ],
    1,
  );
  store
    .prepare(
      `UPDATE job SET state = 'delivered', vendor_line = 'SUCCESS: 5025557391|999|77', vendor_ref = '77' WHERE id = 1`,
    )
    .run();
  store.prepare(`UPDATE job_count SET jobs = 2 WHERE state = 'ready'`).run();
  store.prepare(`INSERT INTO job_count VALUES (2, ?, 'delivered', 1)`).run(group);
  store
    .prepare(
      `INSERT INTO attempt VALUES (1, 1, 'send', 1, 2, 'hash', 'tag', 200, 'delivered', 'SUCCESS: add_lead - 5025557391|999|77', NULL)`,
    )
    .run();
}

/** What is left of a reject once a person with these fields was erased. */
async function restAfterForgetting(person: Partial<LeadFields>, raw: string): Promise<unknown[]> {
  sync(record('1', person));
  const rejects = [{ externalId: null, reason: 'torn', raw }];
  ingest(ports, { connectionId: 1, kind: 'locumjobs', source: 'Locum', records: [], rejects });
  await forget(ports, 1);
  return rows<{ raw: string }>(store, 'SELECT raw FROM lead_reject').map((row) => row.raw);
}

describe('forgetting', () => {
  it.each([
    ['the phone, as it was given', '{"phone":"(502) 555-7391"'],
    ['the phone with its country code', 'Z,+1 502.555.7391,x'],
    ['the phone from abroad', '<p>001 502 555 7391</p>'],
    ['the email in other letters', '{"email":"ZELDA@quibbleworth.TEST"'],
    ['the email at the end of a sentence', 'Mail to zelda@quibbleworth.test.'],
    ['the email behind an escaped line end', String.raw`{"note":"mail\nzelda@quibbleworth.test"`],
    ['the email in quotes', "<a mail='zelda@quibbleworth.test'"],
  ])('takes a reject that holds %s', async (_, raw) => {
    expect(await restAfterForgetting(zelda, raw)).toEqual([]);
  });

  it.each([
    ['a longer number', '{"id":"95025557391"'],
    ['a number that goes on', '{"id":"502-555-73910"'],
    ['an address that ends alike', '{"email":"grizelda@quibbleworth.test"'],
    ['an address before whose end it stands', '{"email":"zelda@quibbleworth.test.example"'],
    ['an address with more before it', '{"email":"anne.zelda@quibbleworth.test"'],
  ])('leaves a reject that holds %s', async (_, raw) => {
    expect(await restAfterForgetting(zelda, raw)).toEqual([raw]);
  });

  it('takes no reject for a word that somebody gave for a phone or an email', async () => {
    const annual = '{"name":"Annual report","phone":"555"';
    expect(await restAfterForgetting({ firstName: 'Ann', email: 'ann', phone: '555' }, annual)).toEqual([annual]);
  });

  it('says what it would take, and takes it: no byte is left in the store, its log or a later backup', async () => {
    fill();
    store.raw.pragma('wal_checkpoint(TRUNCATE)');
    expect(traces().length).toBe(TRACES.length);
    expect(await forgetPreview(ports, 1)).toEqual({
      name: 'Zeldaphine Quibbleworth',
      records: 3,
      notes: 0,
      jobs: 2,
      importRows: 2,
    });
    expect(await forget(ports, 1)).toBe(3);
    backUp(store.raw, join(dir, 'later.bak'));
    expect(traces()).toEqual([]);
    expect(rows(store, 'SELECT id FROM lead')).toEqual([{ id: 2 }]);
    expect(rows(store, 'SELECT external_id FROM lead_reject')).toEqual([{ external_id: '45' }]);
    expect(rows(store, 'SELECT id, state FROM job ORDER BY id')).toEqual([
      { id: 1, state: 'delivered' },
      { id: 2, state: 'ready' },
      { id: 3, state: 'cancelled' },
    ]);
    expect(rows(store, `SELECT state, jobs FROM job_count WHERE jobs > 0 ORDER BY state`)).toEqual([
      { state: 'cancelled', jobs: 1 },
      { state: 'delivered', jobs: 1 },
      { state: 'ready', jobs: 1 },
    ]);
    expect(rows(store, 'SELECT record, phone FROM import_row WHERE id % 2147483648 = 2')).toEqual([
      { record: 'A,B,2125550000,C', phone: '2125550000' },
    ]);
    expect(ports.index.valuesOf(1, 'status')).toEqual([]);
  });

  it('keeps out who was erased: by id, by phone, by email, by hand and under an older phone', async () => {
    fill();
    await forget(ports, 1);
    expect(
      sync(
        record('1', { firstName: 'Nobody' }),
        record('50', { phone: '+1 502 555 7391' }),
        record('51', { email: 'ZELDA@quibbleworth.test' }),
        record('52', { phone: '606 555 7392' }),
        record('53', { firstName: 'Someone', phone: '859 555 7399' }),
      ),
    ).toMatchObject({ forgotten: 4, added: 1 });
    expect(() => addLead(ports, { lastName: 'Q', phone: '5025557391' })).toThrow('was erased');
    expect(traces()).toEqual([]);
  });

  it('waits while the person is being sent', async () => {
    fill();
    store.prepare(`UPDATE job SET state = 'sending' WHERE id = 3`).run();
    await expect(forget(ports, 1)).rejects.toThrow('being sent to a dialer right now');
    expect(rows(store, 'SELECT id FROM lead')).toHaveLength(2);
    expect(rows(store, 'SELECT hash FROM forgotten')).toEqual([]);
  });

  it('has other hashes on another desk', async () => {
    fill();
    await forget(ports, 1);
    const [salt] = rows<{ value: string }>(store, `SELECT value FROM meta WHERE key = 'forgotten-salt'`);
    expect(salt?.value).toMatch(/^[0-9a-f]{64}$/);
    expect(rows(store, 'SELECT hash FROM forgotten').length).toBe(7);
  });
});
