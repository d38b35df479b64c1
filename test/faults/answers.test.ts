import { describe, expect, test } from 'vitest';
import { connect, DUPLIST, load, startDesk, testDialer } from '../support/fault-desk.ts';
import { phoneOf } from '../support/fault-list.ts';
import { assertSound, insertedByRow } from '../support/fault-sound.ts';

interface JobFacts {
  readonly state: string;
  readonly reason: string | null;
  readonly vendor_ref: string | null;
  readonly vendor_line: string | null;
  readonly attempts: number;
}

describe('an answer in terms we know settles the job', () => {
  test('every row of a healthy run is delivered once, with its hash, tag and raw answer on disk', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 150 });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 150, total: 150 });
    assertSound(desk.dataDir, dialer);
    expect(dialer.admin.counts()).toMatchObject({ requests: 150, inserted: 150 });
    const attempts = desk.rows<{ outcome: string; http_status: number; answer: string; tag: string; purpose: string }>(
      'SELECT * FROM attempt',
    );
    expect(attempts).toHaveLength(150);
    for (const { outcome, http_status, answer, purpose } of attempts) {
      expect({ outcome, http_status, purpose }).toEqual({ outcome: 'delivered', http_status: 200, purpose: 'send' });
      expect(answer).toContain('SUCCESS: add_lead LEAD HAS BEEN ADDED');
    }
    expect(new Set(attempts.map(({ tag }) => tag)).size).toBe(1);
    const last = desk.rows<{ connection: string }>('SELECT run_state AS connection FROM connection')[0];
    expect(last?.connection).toBe('running');
  });

  test('a duplicate is told with the lead that is there, and not delivered a second time', async () => {
    const dialer = await testDialer();
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url });
    const settings = { duplicate_check: DUPLIST };
    await load(desk, to, { rows: 20, settings });
    await desk.rest();
    // The same phones again, under another list of the desk's own memory, but the same of the dialer.
    const other = await startDesk();
    await load(other, await connect(other, { url: dialer.url }), { rows: 20, settings });
    const { counts } = await other.rest();
    expect(counts).toMatchObject({ duplicate: 20, delivered: 0 });
    const first = other.rows<JobFacts>('SELECT * FROM job ORDER BY id')[0];
    const lead = dialer.admin.leadsByPhone(phoneOf(0))[0];
    expect(first?.reason).toBe(`Already in the list by phone: lead ${lead?.lead_id} in list 101`);
    expect(first?.vendor_ref).toBe(String(lead?.lead_id));
    expect(first?.vendor_line).toMatch(/^ERROR: add_lead DUPLICATE PHONE NUMBER IN LIST/);
    expect(dialer.admin.count()).toBe(20);
  });

  test('a refusal rejects its own row, in words and with the vendor’s line, and no other', async () => {
    const dialer = await testDialer();
    dialer.admin.addDnc([phoneOf(3), phoneOf(7)]);
    dialer.admin.setFaults([{ kind: 'not-added', phone: phoneOf(5) }]);
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 12, settings: { dnc_check: 'Y' } });
    const { counts, connections } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 9, rejected: 3, total: 12 });
    expect(connections[0]?.runState).toBe('running');
    const refused = desk.rows<JobFacts>(`SELECT * FROM job WHERE state = 'rejected' ORDER BY id`);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'The phone is on the dialer’s do-not-call list.',
      'The dialer’s database refused the lead.',
      'The phone is on the dialer’s do-not-call list.',
    ]);
    expect(refused[0]?.vendor_line).toContain('PHONE NUMBER IN DNC');
    assertSound(desk.dataDir, dialer);
  });

  test('a SUCCESS in an HTTP 500 or amid HTML is a delivery all the same', async () => {
    const dialer = await testDialer();
    dialer.admin.setFaults([
      { kind: 'http500-success', every: 2 },
      { kind: 'html-success', every: 3 },
    ]);
    const desk = await startDesk();
    await load(desk, await connect(desk, { url: dialer.url }), { rows: 30 });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 30 });
    expect(dialer.admin.count()).toBe(30);
    assertSound(desk.dataDir, dialer);
  });

  test('rows with one phone are never on the wire together, and each is sent where the operator says so', async () => {
    const dialer = await testDialer({ behaviour: { latencyMs: 3, duplicateGapMs: 3 } });
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, concurrency: 32 });
    await load(desk, to, { rows: 120, phones: (n) => phoneOf(n % 10 === 0 ? n : n % 4), sendAnyway: true });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 120, total: 120 });
    expect(dialer.admin.counts().maxInFlight).toBeGreaterThan(1);
    expect(insertedByRow(dialer).size).toBe(120);
    assertSound(desk.dataDir, dialer);
  });

  test('under a duplicate check, rows with one phone give one delivery and the rest duplicates of it', async () => {
    const dialer = await testDialer({ behaviour: { duplicateGapMs: 3 } });
    const desk = await startDesk();
    const to = await connect(desk, { url: dialer.url, concurrency: 16 });
    const settings = { duplicate_check: DUPLIST };
    await load(desk, to, { rows: 60, phones: (n) => phoneOf(n % 6), sendAnyway: true, settings });
    const { counts } = await desk.rest();
    expect(counts).toMatchObject({ delivered: 6, duplicate: 54 });
    expect(dialer.admin.count()).toBe(6);
    assertSound(desk.dataDir, dialer);
  });
});
