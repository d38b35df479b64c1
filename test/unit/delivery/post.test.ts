import { describe, expect, test } from 'vitest';
import type { PostCheck } from '../../../src-preload/contract/index.ts';
import { deliveryDesk, sampleCsv, sampleLead } from '../../support/delivery-desk.ts';
import { until } from '../../support/fault-until.ts';

describe('leads of a file are posted', () => {
  test.each([
    ['form', 'json'],
    ['form', 'xml'],
    ['xml', 'json'],
    ['xml', 'xml'],
    ['json', 'json'],
    ['json', 'xml'],
  ] as const)('as %s, with answers in %s, each once', async (body, answer) => {
    const desk = await deliveryDesk({ receiver: { body, answer } });
    const jobs = await desk.post({ path: desk.write('leads.csv', sampleCsv(3)) });
    expect(jobs.map(({ row, state, price, leadId }) => ({ row, state, price, has: leadId !== null }))).toEqual(
      [1, 2, 3].map((row) => ({ row, state: 'delivered', price: 25, has: true })),
    );
    expect(desk.vendor.admin.count()).toBe(3);
    expect(desk.vendor.admin.takenTwice((entry) => entry.fields.Email ?? '')).toEqual(new Map());
  });

  test.each(['manualredirect', 'autoredirect', 'returnsends', 'transfer'] as const)('as %s', async (kind) => {
    const desk = await deliveryDesk();
    const [job] = await desk.post({ kind, path: desk.write('leads.csv', sampleCsv(1)) });
    expect(job).toMatchObject({ state: 'delivered', kind });
    if (kind === 'returnsends')
      expect(job?.sends?.[0]).toMatchObject({ client: expect.stringMatching(/./), valid: true, price: 25 });
    if (kind === 'transfer') expect(job?.agents?.[0]).toMatchObject({ phone: expect.stringMatching(/^\d+$/) });
    if (kind === 'autoredirect') expect(job?.redirectUrl).toMatch(/^https?:/);
  });

  test('as a call, its date in Pacific Time', async () => {
    const desk = await deliveryDesk();
    const lead = { ...sampleLead(1), ivrnumber: '8005551212', callduration: '61', calldate: '2026-07-01T19:30:00Z' };
    const [job] = await desk.post({ kind: 'calldata', leads: [lead] });
    expect(job).toMatchObject({ state: 'delivered' });
    expect(desk.vendor.admin.ledger()[0]?.properties).toMatchObject({
      ivrnumber: '8005551212',
      callduration: '61',
      calldate: '07/01/2026 12:30 PM',
    });
  });

  test('what a call lacks is found before it is posted, and its date is shown as it leaves', async () => {
    const desk = await deliveryDesk();
    const call = { ivrnumber: '8005551212', callduration: '61', calldate: '2026-07-01T19:30:00Z' };
    const leads = [
      { ...sampleLead(1), ...call },
      sampleLead(2),
      { ...sampleLead(3), ...call, callduration: '1:01' },
      { ...sampleLead(4), ...call, calldate: 'yesterday' },
    ];
    const input = { connectionId: desk.connectionId, kind: 'calldata', leads, dryRun: true } as const;
    const { check } = await desk.call('delivery.post', input);
    expect(check).toMatchObject({ rows: 4, toPost: 1, leftOut: 3 });
    expect(check.reasons.map(({ code, field }) => `${code} ${field}`).sort()).toEqual([
      ...['call-date calldate', 'required callduration', 'required ivrnumber', 'type callduration'],
    ]);
    expect(check.sample.find(({ row }) => row === 1)?.postedAs).toEqual({ calldate: '07/01/2026 12:30 PM' });
    // A lead of another kind has no call.
    expect((await desk.call('delivery.post', { ...input, kind: 'general' })).check.toPost).toBe(4);
  });

  test('a queued post is decided by its status', async () => {
    const desk = await deliveryDesk({ receiver: { async: true }, vendor: { behaviour: { queueMs: 200 } } });
    await desk.post({ path: desk.write('leads.csv', sampleCsv(2)) });
    await until(async () => (await desk.settled()).every(({ state }) => state === 'delivered'), 'both are decided');
    expect((await desk.settled()).every(({ leadId, price }) => leadId !== null && price === 25)).toBe(true);
  });

  test('refusals are told in words, and a lead that the receiver has is a duplicate', async () => {
    const desk = await deliveryDesk();
    await desk.post({ leads: [sampleLead(1)] });
    const jobs = await desk.post({ leads: [sampleLead(1), { ...sampleLead(2), Zip: 'nowhere' }] });
    expect(jobs.slice(1)).toMatchObject([
      { state: 'duplicate', reason: expect.stringContaining('already has this lead') },
      { state: 'rejected', reason: expect.stringContaining('data was refused') },
    ]);
  });

  test('a token that is refused stops the connection and loses no lead', async () => {
    const desk = await deliveryDesk();
    desk.vendor.admin.setFaults([{ kind: 'token-refused' }]);
    await desk.call('delivery.post', { connectionId: desk.connectionId, leads: [sampleLead(1)] });
    await until(async () => (await desk.call('connections.list', {}))[0]?.runState === 'stopped', 'it stops');
    desk.vendor.admin.setFaults([]);
    await desk.call('connections.resume', { id: desk.connectionId });
    await until(async () => (await desk.settled())[0]?.state === 'delivered', 'the lead goes after all');
    expect(desk.vendor.admin.count()).toBe(1);
  });
});

test('the column of the reference is told apart from those that are not posted', async () => {
  const desk = await deliveryDesk();
  const path = desk.write('leads.csv', 'FirstName,Lead ID,Notes\nAnn,A-1,none\n');
  const input = { connectionId: desk.connectionId, path, reference: 'lead id', dryRun: true };
  const map = [{ header: 'FirstName', field: 'FirstName' }];
  const { check } = await desk.call('delivery.post', { ...input, map });
  expect(check.columns).toEqual([
    { header: 'FirstName', field: 'FirstName', isReference: false },
    { header: 'Lead ID', field: null, isReference: true },
    { header: 'Notes', field: null, isReference: false },
  ]);
});

test('an update that answers with the price of its lead brings no revenue', async () => {
  const desk = await deliveryDesk();
  const { connectionId, call } = desk;
  const [posted] = await desk.post({ leads: [sampleLead(1)] });
  const leadId = posted?.leadId ?? '';
  const { id } = await call('delivery.update', { connectionId, leadId, set: { City: 'Reno' }, processDelivery: false });
  const update = (await desk.settled()).find(({ kind }) => kind === 'update');
  expect(update).toMatchObject({ state: 'delivered', price: 25 });
  expect(await call('delivery.batch', { id })).toMatchObject({ revenue: 0, jobs: { delivered: 1 } });
});

describe('several leads in one post', () => {
  test('are one request with one answer each', async () => {
    const desk = await deliveryDesk();
    const jobs = await desk.post({ path: desk.write('leads.csv', sampleCsv(5)), together: 3 });
    expect(jobs.map(({ state }) => state)).toEqual(Array(5).fill('delivered'));
    expect(new Set(jobs.map(({ leadId }) => leadId)).size).toBe(5);
    expect(desk.vendor.admin.counts()).toMatchObject({ requests: 2 });
  });

  test.each(['short', 'long', 'reversed'] as const)(
    'an answer that is %s leaves them unknown',
    async (severalAnswers) => {
      const desk = await deliveryDesk({ vendor: { behaviour: { severalAnswers } } });
      const jobs = await desk.post({ path: desk.write('leads.csv', sampleCsv(2)), together: 2 });
      expect(jobs.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
      const counted = { short: /gave 1 answer for 2 leads/, long: /gave 3 answers for 2 leads/, reversed: /accepted/ };
      expect(jobs[0]?.reason).toMatch(counted[severalAnswers]);
      expect(desk.vendor.admin.count()).toBe(2);
    },
  );
});

describe('a ping before the post', () => {
  test('holds nothing that tells who somebody is, and its order is posted with the lead', async () => {
    const desk = await deliveryDesk({ receiver: { aid: 24 } });
    const [job] = await desk.post({ path: desk.write('leads.csv', sampleCsv(1)), pingFirst: true });
    expect(job).toMatchObject({ state: 'delivered', estimatedPrice: expect.any(Number) });
    expect(desk.vendor.admin.contactDetailsInPings()).toEqual([]);
    const entries = desk.vendor.admin.ledger();
    expect(entries.map(({ kind }) => kind)).toEqual(['ping', 'general']);
    expect(entries[1]?.orderId).not.toBe('');
  });

  test('needs the campaign’s ID, and without it nothing leaves', async () => {
    const desk = await deliveryDesk({ receiver: { aid: null } });
    const { connectionId, call } = desk;
    const pinged = call('delivery.post', { connectionId, leads: [sampleLead(1)], pingFirst: true });
    await expect(pinged).rejects.toThrow(/A ping needs the campaign’s ID/);
    await expect(call('delivery.ping', { connectionId, set: { State: 'CA' } })).rejects.toThrow(/\(AID\)/);
    await expect(call('delivery.checkDuplicate', { connectionId, set: { State: 'CA' } })).rejects.toThrow(/\(AID\)/);
    expect(desk.vendor.admin.counts()).toMatchObject({ requests: 0 });
  });

  test('whose answer is lost is made again; the lead is posted once', async () => {
    const desk = await deliveryDesk({ receiver: { aid: 24 } });
    desk.vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert/ping', times: 1 }]);
    const [job] = await desk.post({ path: desk.write('leads.csv', sampleCsv(1)), pingFirst: true });
    expect(job).toMatchObject({ state: 'delivered' });
    expect(desk.vendor.admin.count()).toBe(1);
  });
});

describe('what is not known', () => {
  test('is the operator’s without approval, also where the receiver would answer', async () => {
    const desk = await deliveryDesk();
    desk.vendor.admin.setFaults([{ kind: 'answer-lost-reset', times: 1 }]);
    const [job] = await desk.post({ leads: [sampleLead(1)] });
    expect(job).toMatchObject({ state: 'unknown', nextAt: null });
    expect(desk.vendor.admin.counts()).toMatchObject({ requests: 1 });
    await desk.call('jobs.resolve', { which: { ids: [job?.id ?? 0] }, as: 'delivered' });
    expect(desk.vendor.admin.count()).toBe(1);
  });

  test.each(['cut-mid-answer', 'http500-accepted'] as const)(
    'is settled by its status where the answer (%s) still told its id',
    async (kind) => {
      const desk = await deliveryDesk();
      desk.vendor.admin.setFaults([{ kind, path: '/processor/insert', times: 1 }]);
      await desk.call('delivery.post', { connectionId: desk.connectionId, leads: [sampleLead(1)] });
      const job = await until(
        async () => (await desk.settled()).find(({ state }) => state === 'delivered'),
        'the status tells',
        20_000,
      );
      expect(job).toMatchObject({ reason: expect.stringContaining('status'), leadId: expect.any(String) });
      expect(desk.vendor.admin.count()).toBe(1);
    },
  );

  test('is settled by a duplicate check where the account has approval', async () => {
    const desk = await deliveryDesk({ receiver: { duplicateCheck: true } });
    desk.vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 1 }]);
    await desk.call('delivery.post', { connectionId: desk.connectionId, leads: [sampleLead(1)] });
    const job = await until(
      async () => (await desk.settled()).find(({ state }) => state === 'delivered'),
      'the check finds it',
      20_000,
    );
    expect(job).toMatchObject({ reason: expect.stringContaining('duplicate check') });
    expect(desk.vendor.admin.count()).toBe(1);
  });
});

describe('before anything leaves', () => {
  test('rows are checked against the fields of the lead type, and what an expression takes out is shown', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const field = (name: string, more: object = {}) => ({ name, ...more });
    await desk.call('delivery.setFields', {
      connectionId,
      fields: [
        field('FirstName', { required: true }),
        field('PrimaryPhone', { invalidChars: '[^0-9]', validation: '^[2-9]\\d{9}$' }),
        field('State', { values: ['CA', 'NV'] }),
        field('Zip', { validation: '(' }),
      ],
    });
    const path = desk.write('leads.csv', 'First Name,Phone,State,Zip\nAnn,(702) 555-1212,ca,90210\n,702,TX,1\n');
    const { check, batch } = await desk.call('delivery.post', {
      ...{ connectionId, path, dryRun: true },
      map: [{ header: 'Phone', field: 'PrimaryPhone' }],
    });
    expect(batch).toBeNull();
    expect(check).toMatchObject({ rows: 2, toPost: 1, leftOut: 1 });
    const first = check.sample.find(({ row }) => row === 1);
    expect(first).toMatchObject({
      fields: { FirstName: 'Ann', PrimaryPhone: '7025551212', State: 'CA' },
      issues: [{ code: 'characters-removed', before: '(702) 555-1212', after: '7025551212' }],
    });
    expect(check.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['required', 'validation', 'not-in-values', 'characters-removed']),
    );
    expect(check.problems).toMatchObject([{ field: 'Zip', problem: 'does-not-compile' }]);
    expect(desk.vendor.admin.entries()).toBe(0);
  });

  test('what a spreadsheet wraps around a cell is never posted, and the operator sees what it was', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const path = desk.write('wrapped.csv', 'FirstName,PrimaryPhone,Zip,Id\nAnn,7025551212,="07030",="12"\n');
    const { check } = await desk.call('delivery.post', {
      ...{ connectionId, path, reference: 'Id', dryRun: true },
    });
    expect(check).toMatchObject({ rows: 1, toPost: 1, reasons: [{ code: 'file-marks', field: 'Zip', rows: 1 }] });
    expect(check.sample[0]).toMatchObject({
      fields: { Zip: '07030' },
      issues: [{ code: 'file-marks', before: '="07030"', after: '07030' }],
    });
    const { batch } = await desk.call('delivery.post', { connectionId, path, reference: 'Id' });
    expect(batch).not.toBeNull();
    await desk.settled();
    expect(desk.vendor.admin.ledger()).toMatchObject([{ fields: { Zip: '07030' } }]);
  });

  test('a person on the do-not-call list is left out unless the operator says otherwise', async () => {
    const desk = await deliveryDesk();
    await desk.call('dnc.add', { phones: [sampleLead(1).PrimaryPhone ?? ''], source: 'by hand' });
    expect(await desk.post({ leads: [sampleLead(1), sampleLead(2)] })).toHaveLength(1);
    expect(await desk.post({ leads: [sampleLead(1)], sendAnyway: ['do-not-call'] })).toHaveLength(2);
    expect(desk.vendor.admin.count()).toBe(2);
  });

  test('a lead that was posted to the source before is pointed out, and the same file is not posted twice', async () => {
    const desk = await deliveryDesk();
    const { connectionId } = desk;
    const path = desk.write('leads.csv', sampleCsv(1));
    await desk.post({ path });
    const again = await desk.call('delivery.post', { connectionId, leads: [sampleLead(1)], dryRun: true });
    expect(again.check.reasons).toMatchObject([{ code: 'posted-before', severity: 'warning' }]);
    await expect(desk.call('delivery.post', { connectionId, path })).rejects.toThrow('was posted to LeadExec');
    expect(desk.vendor.admin.entries()).toBe(1);
  });

  test('what a post can’t hold is refused', async () => {
    const desk = await deliveryDesk({ receiver: { body: 'form' } });
    const { connectionId } = desk;
    const leads = [sampleLead(1)];
    await expect(desk.call('delivery.post', { connectionId, leads, noSell: true })).rejects.toThrow(
      'only be posted as JSON',
    );
    await expect(desk.call('delivery.post', { connectionId, leads, together: 2 })).rejects.toThrow('XML or JSON');
  });
});

describe('what comes back', () => {
  test('review and return are followed and kept as they turned, and what is returned brings nothing', async () => {
    const desk = await deliveryDesk({ receiver: { aid: 25 } });
    const [job] = await desk.post({ leads: [sampleLead(1)] });
    expect(job).toMatchObject({ review: 'pending' });
    desk.vendor.admin.review(Number(job?.leadId), true);
    const passed = await until(
      async () => (await desk.settled()).find(({ review }) => review === 'passed'),
      'the review is followed',
    );
    expect(passed).toMatchObject({ price: 25 });
    const [row] = await desk.call('delivery.revenue', { by: 'file' });
    expect(row).toMatchObject({ posts: 1, delivered: 1, revenue: 25 });
    const { turns } = await desk.call('delivery.timeline', { jobId: job?.id ?? 0 });
    expect(turns.map(({ what, after }) => [what, after])).toContainEqual(['review', 'passed']);
  });

  test('a replay is a new job that is linked to the first', async () => {
    const desk = await deliveryDesk();
    const [job] = await desk.post({ leads: [sampleLead(1)] });
    await desk.call('delivery.replay', { jobId: job?.id ?? 0 });
    const jobs = await desk.settled();
    expect(jobs.map(({ state }) => state)).toEqual(['delivered', 'duplicate']);
    expect(await desk.call('delivery.timeline', { jobId: jobs[1]?.id ?? 0 })).toMatchObject({ replayOf: job?.id });
  });
});

describe('the columns of a file that tell of a call', () => {
  const file =
    'FirstName,PrimaryPhone,Number called,Call duration,Call date\nAnn,7025550143,8005551212,61,7/1/2026 9:05 PM\n';
  const fieldsOf = (check: PostCheck) => Object.fromEntries(check.columns.map(({ header, field }) => [header, field]));
  test('are found by their names where leads are posted as calls, and are left out of others', async () => {
    const desk = await deliveryDesk();
    const input = { connectionId: desk.connectionId, path: desk.write('calls.csv', file), dryRun: true } as const;
    const { check } = await desk.call('delivery.post', { ...input, kind: 'calldata' });
    expect(check).toMatchObject({ toPost: 1, leftOut: 0 });
    expect(fieldsOf(check)).toMatchObject({
      FirstName: 'FirstName',
      'Number called': 'ivrnumber',
      'Call duration': 'callduration',
      'Call date': 'calldate',
    });
    const own = desk.write('own.csv', file.replace('Number called', 'ivrnumber'));
    const { check: other } = await desk.call('delivery.post', { ...input, path: own });
    expect(fieldsOf(other)).toMatchObject({ FirstName: 'FirstName', ivrnumber: null });
  });

  test('unless the operator said otherwise', async () => {
    const desk = await deliveryDesk();
    const path = desk.write('calls.csv', file);
    const map = [
      { header: 'PrimaryPhone', field: 'PrimaryPhone' },
      { header: 'Call date', field: '' },
      { header: 'Call duration', field: 'Seconds' },
    ];
    const set = { callduration: '5' };
    const input = { connectionId: desk.connectionId, path, kind: 'calldata', map, set, dryRun: true } as const;
    const { check } = await desk.call('delivery.post', input);
    expect(check).toMatchObject({ toPost: 1 });
    expect(fieldsOf(check)).toEqual({
      FirstName: null,
      PrimaryPhone: 'PrimaryPhone',
      'Number called': 'ivrnumber',
      'Call duration': 'Seconds',
      'Call date': null,
    });
  });
});

test('fields whose names can’t be sent are refused before anything leaves, not with every row', async () => {
  const desk = await deliveryDesk({ receiver: { body: 'xml' } });
  const { connectionId, call, vendor } = desk;
  const path = desk.write('names.csv', 'FirstName,PrimaryPhone,Notes (old)\nAnn,7025550144,seldom\n');
  const input = { connectionId, path };
  const words = /“Notes \(old\)” can’t be sent as XML.*You can also map its column to another field or leave it out/;
  await expect(call('delivery.post', { ...input, dryRun: true })).rejects.toThrow(words);
  await expect(call('delivery.post', input)).rejects.toThrow(words);
  expect(await call('delivery.batches', {})).toEqual([]);
  expect(vendor.admin.counts()).toMatchObject({ requests: 0 });
  const map = ['FirstName', 'PrimaryPhone'].map((name) => ({ header: name, field: name }));
  expect((await call('delivery.post', { ...input, map, dryRun: true })).check.toPost).toBe(1);
});

test('a form has no field with the name of a parameter', async () => {
  const desk = await deliveryDesk({ receiver: { body: 'form' } });
  const { connectionId, call } = desk;
  const path = desk.write('vid.csv', 'FirstName,PrimaryPhone,vid\nAnn,7025550145,7\n');
  const posted = call('delivery.post', { connectionId, path, dryRun: true });
  await expect(posted).rejects.toThrow(/can’t have a field “vid”/);
});

test('a field whose value would be lost is refused', async () => {
  const desk = await deliveryDesk({ receiver: { body: 'json' } });
  const { connectionId, call } = desk;
  const path = desk.write('proto.csv', 'FirstName,PrimaryPhone,__proto__\nAnn,7025550146,x\n');
  const posted = call('delivery.post', { connectionId, path, dryRun: true });
  await expect(posted).rejects.toThrow(/can’t have a field “__proto__”/);
});
