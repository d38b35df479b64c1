import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import { openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { getImport } from '../../../src-main/dialing/import-table.ts';
import { LeadIndex } from '../../../src-main/lead-index/index.ts';
import { registerLeads } from '../../../src-main/leads/handlers.ts';
import { LeadHooks } from '../../../src-main/leads/hooks.ts';
import { leadFilter } from '../../../src-preload/contract/index.ts';

let dir: string;
let store: Store;
let handlers: Handlers;
const told: string[] = [];
const wentOut: string[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'trunkline-out-'));
  store = openStore(join(dir, 'desk.db'));
  handlers = new Handlers();
  const hooks = new LeadHooks();
  hooks.onOut((_, { kind, leads, what }) => wentOut.push(`${kind} ${leads.count()} ${what}`));
  registerLeads(handlers, {
    store,
    index: new LeadIndex(store),
    hooks,
    now: () => Date.UTC(2025, 0, 6, 9),
    exportsDir: dir,
    uploadsDir: join(dir, 'uploads'),
    changed: (topic) => told.push(topic),
  });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});

async function call<T>(command: string, input: unknown): Promise<T> {
  const reply = await handlers.call(command, input);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as T;
}
const add = (fields: Record<string, unknown>) => call<{ id: number }>('leads.add', { fields });
const all = { filter: leadFilter.parse({}) };

describe('leads on from here', () => {
  it('exports what is shown as CSV that no spreadsheet runs, and everything as JSON', async () => {
    await add({ firstName: '=HYPERLINK("x")', lastName: 'Doe', phone: '502 555 2368', zip: '07030', license: 'MD' });
    await add({ firstName: 'Ann, "A"', lastName: 'Núñez', email: 'ann@doe.test' });
    const csv = await call<{ path: string; rows: number }>('leads.export', {
      which: all,
      format: 'csv',
      columns: ['name', 'phone', 'zip', 'unlocked'],
    });
    expect(csv.rows).toBe(2);
    expect(readFileSync(csv.path, 'utf8')).toBe(
      '\uFEFFName,Phone,ZIP,Unlocked\r\n"\'=HYPERLINK(""x"") Doe",15025552368,07030,yes\r\n"Ann, ""A"" Núñez",,,yes\r\n',
    );
    const json = await call<{ path: string }>('leads.export', { which: { ids: [1] }, format: 'json' });
    expect(JSON.parse(readFileSync(json.path, 'utf8'))).toMatchObject([
      { id: 1, lastName: 'Doe', zip: '07030', license: 'MD', status: 'new', phones: ['15025552368'], unlocked: true },
    ]);
    const none = await call<{ path: string; rows: number }>('leads.export', { which: { ids: [99] }, format: 'json' });
    expect(JSON.parse(readFileSync(none.path, 'utf8'))).toEqual([]);
  });

  it('makes a dial list that goes through the checks of a file', async () => {
    await add({
      firstName: 'José',
      lastName: 'Doe',
      phone: '(502) 555-2368',
      city: 'Louisville',
      state: 'Kentucky',
      zip: '40210',
    });
    await add({ lastName: 'Nophone', email: 'n@doe.test' });
    const { importId, rows } = await call<{ importId: number; rows: number }>('leads.toDialList', {
      which: { ...all, except: [] },
      name: 'Monday',
    });
    expect(rows).toBe(2);
    const draft = getImport(store, importId);
    expect(draft).toMatchObject({ fileName: 'Monday', state: 'draft' });
    expect(wentOut.at(-1)).toBe('dial-list 2 Added to the dial list “Monday”');
    expect(told.at(-1)).toBe('imports');
    expect(Object.keys(draft.mapping?.targets ?? {}).sort()).toEqual([
      'address1',
      'address2',
      'alt_phone',
      'city',
      'email',
      'first_name',
      'last_name',
      'phone_number',
      'postal_code',
      'state',
      'vendor_lead_code',
    ]);
    await expect(call('leads.toDialList', { which: { ids: [99] } })).rejects.toThrow('No leads match');
  });

  it('brings a file in: the same rows again are the same records, what can’t be read is listed', async () => {
    const path = join(dir, 'people.csv');
    writeFileSync(
      path,
      'Full Name,Phone,E-Mail,Specialty,Years experience,ZIP\r\nJohn Doe,502-555-2368,,Surgery; ICU,12,07030\r\n"Roe, Jane",,jane@roe.test,,,\r\n,,,ICU,,\r\n',
    );
    const seen = await call<{ rows: number; columns: { name: string; field: string | null }[] }>('leads.inspectFile', {
      path,
    });
    expect(seen.rows).toBe(3);
    expect(seen.columns.map(({ field }) => field)).toEqual([
      'fullName',
      'phone',
      'email',
      'specialties',
      'experience',
      'zip',
    ]);
    const columns = seen.columns.map(({ field }) => field);
    expect(await call('leads.importFile', { path, columns })).toEqual({
      added: 2,
      joined: 0,
      unchanged: 0,
      rejected: 1,
    });
    expect(await call('leads.importFile', { path, columns })).toEqual({
      added: 0,
      joined: 0,
      unchanged: 2,
      rejected: 1,
    });
    expect(await call('leads.get', { id: 1 })).toMatchObject({
      fields: { firstName: 'John', lastName: 'Doe', zip: '07030', specialties: ['Surgery', 'ICU'], experience: 12 },
      records: [{ kind: 'file', source: 'people.csv', connectionId: null }],
    });
    expect(await call('leads.get', { id: 2 })).toMatchObject({ fields: { firstName: 'Jane', lastName: 'Roe' } });
    expect(await call('leads.rejects', {})).toMatchObject({
      total: 1,
      rejects: [{ source: 'people.csv', connectionId: null, reason: 'Row 3: no name, phone or email' }],
    });
    await expect(call('leads.importFile', { path, columns: ['shoeSize'] })).rejects.toThrow('no lead field “shoeSize”');
    await expect(call('leads.inspectFile', { path: join(dir, 'none.csv') })).rejects.toThrow('none.csv');
  });

  it('joins, splits and erases through the commands', async () => {
    await add({ lastName: 'Doe', phone: '502 555 2368' });
    await add({ lastName: 'Doe', email: 'd@doe.test' });
    await call('leads.join', { id: 1, others: [2] });
    const lead = await call<{ records: { id: number }[] }>('leads.get', { id: 1 });
    expect(lead.records).toHaveLength(2);
    await expect(call('leads.get', { id: 2 })).rejects.toThrow('no longer exists');
    const split = await call<{ id: number }>('leads.split', { id: 1, recordId: 2 });
    expect(split.id).toBe(3);
    expect(await call('leads.forget', { id: 3 })).toEqual({ erased: 1 });
    await expect(call('leads.add', { fields: { email: 'D@doe.test' } })).rejects.toThrow('was erased');
  });
});
