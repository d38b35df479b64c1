import { describe, expect, test } from 'vitest';
import type { CommandOutput, RecordEdit, RecordKind } from '../../../../src-preload/contract/index.ts';
import { until } from '../../../support/fault-until.ts';
import {
  type PracticeAccountDesk,
  practiceAccount,
  practiceAccountDesk,
} from '../../../support/practice-account-desk.ts';

type Members = Record<string, unknown>;

/** A record as a desk has it. */
async function opened(desk: PracticeAccountDesk, kind: RecordKind, parent: number, id: number) {
  const found = await desk.call('leadexec.record', { connectionId: desk.connectionId, kind, parent, id });
  if (found === null) throw new Error(`${kind} ${id} is not on the desk`);
  return { ...found, members: JSON.parse(found.record) as Members };
}

/** What an edit of a record says, and the job that makes it, once it is done. */
async function edited(desk: PracticeAccountDesk, kind: RecordKind, parent: number, id: number, edit: RecordEdit) {
  const { revision } = await opened(desk, kind, parent, id);
  const one = { connectionId: desk.connectionId, kind, parent, id };
  const preview = await desk.call('leadexec.preview', { ...one, revision, edit });
  const { jobId } = await desk.call('leadexec.save', { ...one, revision: preview.now, edit });
  const job = await desk.inState(jobId, 'delivered', 'rejected', 'unknown');
  return { preview, job };
}

const readAgain = (desk: PracticeAccountDesk, jobId: number) =>
  until(async () => {
    const saved = await desk.call('leadexec.saved', { jobId });
    return saved?.differs === null ? null : saved;
  }, 'the record was read again');

/** For each kind that can be edited: a record of the sample account, and an edit of one field. */
const EDITS: readonly [RecordKind, number, number, RecordEdit][] = [
  ['clients', 0, 6101, [{ field: 'Notes', value: 'Calls back on Tuesdays' }]],
  ['clients', 0, 6102, [{ field: 'FieldData.401', value: 'New name' }]],
  ['clientGroups', 0, 301, [{ field: 'Description', value: 'Agencies, West' }]],
  ['accounts', 1234, 501, [{ field: 'Price', value: 31.5 }]],
  ['methods', 1234, 1501, [{ field: 'Name', value: 'Renamed' }]],
  ['orders', 0, 7001, [{ field: 'AutoCharge', value: false }]],
  ['listItems', 81, 0, [{ field: 'Tag2', value: 'West' }]],
  ['sources', 0, 18, [{ field: 'City', value: 'Reno' }]],
  ['campaigns', 18, 23, [{ field: 'LeadPrice', value: 26 }]],
];

type Value = RecordEdit[number]['value'];
/** Two values for one field. */
const sides = (field: string, one: Value, other: Value): [RecordEdit[number], RecordEdit[number]] => [
  { field, value: one },
  { field, value: other },
];

async function readAll(desk: PracticeAccountDesk): Promise<void> {
  for (const kind of ['clients', 'clientGroups', 'orders', 'lists', 'sources'] as const) await desk.read(kind);
  await desk.read('accounts', 1234);
  await desk.read('clientValues', 6102);
  await desk.call('leadexec.refresh', { connectionId: desk.connectionId, kind: 'campaigns', parent: 18, id: 23 });
}

const NUMBERED = { ClientCriteriaUID: expect.any(Number) };

describe('an edit of a record', () => {
  test.each([{ enumerations: 'name' }, { enumerations: 'number' }] as const)(
    'changes that field alone, of every kind, with enumerations as $enumerations',
    async (behaviour) => {
      const vendor = await practiceAccount({ behaviour });
      const desk = await practiceAccountDesk(vendor.url);
      await readAll(desk);
      for (const [kind, parent, number, edit] of EDITS) {
        const [row] = (await desk.call('leadexec.records', { connectionId: desk.connectionId, kind, parent })).rows;
        const id = number === 0 ? (row?.id ?? 0) : number;
        const before = await opened(desk, kind, parent, id);
        const { preview, job } = await edited(desk, kind, parent, id, edit);
        const [change] = edit;
        expect({ kind, changed: preview.changes.map(({ field }) => field) }).toEqual({
          kind,
          changed: [change?.field],
        });
        expect({ kind, ...preview }).toMatchObject({ kind, conflicts: [], problems: [], changedByOthers: [] });
        expect({ kind, state: job.state, reason: job.reason }).toEqual({ kind, state: 'delivered', reason: null });
        expect({ kind, differs: (await readAgain(desk, job.id))?.differs }).toEqual({ kind, differs: [] });
        const after = await opened(desk, kind, parent, id);
        const [name = '', inner] = (change?.field ?? '').split('.');
        const value =
          inner === undefined ? change?.value : { ...(before.members[name] as Members), [inner]: change?.value };
        expect({ kind, ...after.members }).toEqual({ kind, ...before.members, [name]: value });
      }
      expect(vendor.admin.accountRequests().flatMap((request) => request.deviations)).toEqual([]);
    },
  );

  test('over what another desk has changed meanwhile is a conflict, and the other change stays', async () => {
    const vendor = await practiceAccount();
    const [one, other] = [await practiceAccountDesk(vendor.url), await practiceAccountDesk(vendor.url)];
    for (const desk of [one, other]) await desk.read('accounts', 1234);
    const place = { kind: 'accounts', parent: 1234, id: 501 } as const;
    const mine = await opened(one, 'accounts', 1234, 501);
    const previewed = await one.call('leadexec.preview', {
      ...{ ...place, connectionId: one.connectionId, revision: mine.revision },
      edit: [{ field: 'Price', value: 40 }],
    });
    await edited(other, 'accounts', 1234, 501, [{ field: 'Price', value: 33 }]);
    // It was previewed before the other one changed it: the job finds out right before it is sent.
    const { jobId } = await one.call('leadexec.save', {
      ...{ ...place, connectionId: one.connectionId, revision: previewed.now },
      edit: [{ field: 'Price', value: 40 }],
    });
    const job = await one.inState(jobId, 'delivered', 'rejected');
    expect(job).toMatchObject({
      state: 'rejected',
      reason: expect.stringContaining('someone else changed Price'),
    });
    const again = await one.call('leadexec.preview', {
      ...{ ...place, connectionId: one.connectionId, revision: mine.revision },
      edit: [{ field: 'Price', value: 40 }],
    });
    expect(again.conflicts).toEqual([{ field: 'Price', label: 'Price', before: '25', now: '33', after: '40' }]);
    expect(JSON.parse(again.record)).toMatchObject({ Price: 33 });
  });

  test('of another field than another desk has changed keeps both', async () => {
    const vendor = await practiceAccount();
    const [one, other] = [await practiceAccountDesk(vendor.url), await practiceAccountDesk(vendor.url)];
    for (const desk of [one, other]) await desk.read('accounts', 1234);
    await edited(other, 'accounts', 1234, 501, [{ field: 'Price', value: 33 }]);
    const { preview, job } = await edited(one, 'accounts', 1234, 501, [{ field: 'Description', value: 'Auto, West' }]);
    expect(preview.conflicts).toEqual([]);
    expect(preview.changedByOthers).toEqual([{ field: 'Price', label: 'Price', before: '25', after: '33' }]);
    expect(job.state).toBe('delivered');
    await readAgain(one, job.id);
    expect((await opened(one, 'accounts', 1234, 501)).members).toMatchObject({ Price: 33, Description: 'Auto, West' });
  });

  const criterion = (Value: string) => ({
    ...{ ClientCriteriaUID: 0, LeadFieldUID: 101, Type: 'FieldValue', Expression: '', Operator: 'In', Value },
  });
  const monday = (hour: string) => ({
    ...{ WeekDay: 1, StaticDate: null, Allow: true },
    ...{ StartTime: `2020-01-01T${hour}:00:00Z`, EndTime: '2020-01-01T17:00:00Z' },
  });
  test.each<[RecordKind, number, number, RecordEdit[number], RecordEdit[number]]>([
    ['accounts', 1234, 501, ...sides('Criteria', [criterion('CA')], [criterion('NV')])],
    ['methods', 1234, 1501, ...sides('DeliveryDays', [monday('08')], [monday('09')])],
    ['orders', 0, 7001, ...sides('Items', [{ Qty: 10, Price: 20 }], [{ Qty: 20, Price: 20 }])],
    ['clients', 0, 6101, ...sides('GroupUID', 302, 303)],
    ['clients', 0, 6102, ...sides('FieldData.401', 'First', 'Second')],
    ['sources', 0, 18, ...sides('Email', 'one@example.com', 'two@example.com')],
    ['campaigns', 18, 23, ...sides('HourMax', 0, 5)],
    ['accounts', 1234, 501, ...sides('HourMax', 0, 5)],
    ['clientGroups', 0, 301, ...sides('Description', 'One', 'Two')],
  ])('of %s that two desks change at once is made by the first alone', async (kind, parent, id, theirs, mine) => {
    const vendor = await practiceAccount();
    const [one, other] = [await practiceAccountDesk(vendor.url), await practiceAccountDesk(vendor.url)];
    for (const desk of [one, other]) await readAll(desk);
    const place = { connectionId: one.connectionId, kind, parent, id };
    const before = await opened(one, kind, parent, id);
    const { now } = await one.call('leadexec.preview', { ...place, revision: before.revision, edit: [mine] });
    expect((await edited(other, kind, parent, id, [theirs])).job).toMatchObject({ state: 'delivered' });
    const { jobId } = await one.call('leadexec.save', { ...place, revision: now, edit: [mine] });
    const job = await one.inState(jobId, 'delivered', 'rejected');
    expect(job).toMatchObject({ state: 'rejected', reason: expect.stringContaining('someone else changed') });
    const again = await one.call('leadexec.preview', { ...place, revision: before.revision, edit: [mine] });
    expect(again.conflicts.map(({ field }) => field)).toEqual([mine.field]);
    expect(job.reason).toContain(`someone else changed ${again.conflicts[0]?.label} in the meantime`);
    // Who has seen what is there may change it.
    const resolved = await one.call('leadexec.save', { ...place, revision: again.now, edit: [mine] });
    expect(await one.inState(resolved.jobId, 'delivered', 'rejected')).toMatchObject({ state: 'delivered' });
  });

  // Both were reviewed before either was saved: the whole record goes with each.
  test.each<[RecordKind, number, number, RecordEdit[number], RecordEdit[number]]>([
    ['clients', 0, 6101, { field: 'Notes', value: 'Theirs' }, { field: 'GroupUID', value: 302 }],
    ['clientGroups', 0, 301, { field: 'DisplayOrder', value: 7 }, { field: 'Description', value: 'Mine' }],
    ['accounts', 1234, 501, { field: 'Criteria', value: [criterion('CA')] }, { field: 'Price', value: 31.5 }],
    ['methods', 1234, 1501, { field: 'DeliveryDays', value: [monday('08')] }, { field: 'Name', value: 'Mine' }],
    ['orders', 0, 7001, { field: 'Items', value: [{ Qty: 10, Price: 20 }] }, { field: 'AutoCharge', value: false }],
    ['sources', 0, 18, { field: 'Email', value: 'theirs@example.com' }, { field: 'City', value: 'Reno' }],
    ['campaigns', 18, 23, { field: 'HourMax', value: 5 }, { field: 'LeadPrice', value: 26 }],
  ])('of %s that two desks change in different fields keeps both', async (kind, parent, id, theirs, mine) => {
    const vendor = await practiceAccount();
    const [one, other] = [await practiceAccountDesk(vendor.url), await practiceAccountDesk(vendor.url)];
    for (const desk of [one, other]) await readAll(desk);
    const place = { connectionId: one.connectionId, kind, parent, id };
    const { revision } = await opened(one, kind, parent, id);
    const { now } = await one.call('leadexec.preview', { ...place, revision, edit: [mine] });
    const told = await edited(other, kind, parent, id, [theirs]);
    expect(told.job).toMatchObject({ state: 'delivered', reason: null });
    const first = await one.inState(
      (await one.call('leadexec.save', { ...place, revision: now, edit: [mine] })).jobId,
      ...(['delivered', 'rejected'] as const),
    );
    // Of a client only what was changed is sent: both were made. Else it is reviewed once more, over what is there now.
    if (first.state === 'rejected') {
      const again = await one.call('leadexec.preview', { ...place, revision, edit: [mine] });
      expect(again.conflicts).toEqual([]);
      expect(new Set(again.changedByOthers.map(({ field }) => field))).toEqual(new Set([theirs.field]));
      const resolved = await one.call('leadexec.save', { ...place, revision: again.now, edit: [mine] });
      expect(await one.inState(resolved.jobId, 'delivered', 'rejected')).toMatchObject({ state: 'delivered' });
    }
    await readAll(one);
    const { members } = await opened(one, kind, parent, id);
    expect(members).toMatchObject({ [mine.field]: mine.value });
    // New rows have got their numbers.
    const left = Array.isArray(theirs.value)
      ? theirs.value.map((row) => expect.objectContaining({ ...row, ...('LeadFieldUID' in row ? NUMBERED : {}) }))
      : theirs.value;
    expect(members).toMatchObject({ [theirs.field]: left });
  });

  test('is taken back', async () => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    await desk.read('accounts', 1234);
    const before = await opened(desk, 'accounts', 1234, 501);
    const { job } = await edited(desk, 'accounts', 1234, 501, [
      { field: 'Price', value: 40 },
      {
        field: 'Criteria',
        value: [{ LeadFieldUID: 101, Type: 'FieldValue', Expression: '', Operator: 'In', Value: 'CA|NV' }],
      },
    ]);
    expect(await readAgain(desk, job.id)).toMatchObject({ canUndo: true, differs: [] });
    expect((await opened(desk, 'accounts', 1234, 501)).members.Criteria).toHaveLength(1);
    const { jobId } = await desk.call('leadexec.undo', { jobId: job.id });
    await desk.inState(jobId, 'delivered');
    await readAgain(desk, jobId);
    expect((await opened(desk, 'accounts', 1234, 501)).members).toEqual(before.members);
  });

  test('that LeadExec does not allow says so field by field, and nothing is sent', async () => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    await desk.read('accounts', 1234);
    const { revision } = await opened(desk, 'accounts', 1234, 501);
    const one = { connectionId: desk.connectionId, kind: 'accounts', parent: 1234, id: 501, revision } as const;
    const edit = [
      { field: 'Price', value: 'dear' },
      { field: 'HourMax', value: -2 },
      { field: 'LeadTypeUID', value: 2 },
      { field: 'Colour', value: 'red' },
    ];
    const preview: CommandOutput<'leadexec.preview'> = await desk.call('leadexec.preview', { ...one, edit });
    expect(preview.problems.map(({ field }) => field)).toEqual(['Price', 'HourMax', 'LeadTypeUID', 'Colour']);
    await expect(desk.call('leadexec.save', { ...one, edit })).rejects.toThrow('Must be a number.');
    expect(vendor.admin.accountRequests().filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('makes a new record, which is listed after it', async () => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    await desk.read('clientGroups');
    const one = { connectionId: desk.connectionId, kind: 'clientGroups', id: 0 } as const;
    const edit = [{ field: 'Description', value: 'Night shift' }];
    const preview = await desk.call('leadexec.preview', { ...one, edit });
    expect(preview).toMatchObject({ problems: [], changes: [{ field: 'Description', after: 'Night shift' }] });
    const { jobId } = await desk.call('leadexec.save', { ...one, revision: '', edit });
    await desk.inState(jobId, 'delivered');
    await readAgain(desk, jobId);
    const named = { connectionId: desk.connectionId, kind: 'clientGroups', text: 'night shift' } as const;
    expect(await desk.call('leadexec.records', named)).toMatchObject({ total: 1 });
  });

  test('gives a new password, and sends an old one back as it was', async () => {
    const vendor = await practiceAccount({ secret: 'Quokka-5512' });
    const desk = await practiceAccountDesk(vendor.url, 'Quokka-5512');
    await desk.read('sources');
    await edited(desk, 'sources', 0, 18, [{ field: 'City', value: 'Reno' }]);
    const passwords = () => vendor.admin.account().sources.map(({ vendorUid, password }) => [vendorUid, password]);
    expect(passwords()).toContainEqual([18, 'Quokka-5512-source-18']);
    const { preview } = await edited(desk, 'sources', 0, 18, [{ field: 'Password', value: 'Numbat-8841' }]);
    expect(preview).toMatchObject({ changes: [{ field: 'Password', before: 'hidden', after: 'new value, hidden' }] });
    expect(preview.warnings.join()).toContain('won’t restore the old value');
    expect(passwords()).toContainEqual([18, 'Numbat-8841']);
    const one = { connectionId: desk.connectionId, kind: 'sources', id: 18 } as const;
    await until(
      async () => (await desk.call('leadexec.secret', { ...one, field: 'Password' })).value === 'Numbat-8841',
      'the new password is read',
    );
    expect(await desk.call('leadexec.secret', { ...one, field: 'UserName' })).toEqual({ value: null });
  });

  test.each<[RecordKind, number, RecordEdit]>([
    [
      'clients',
      0,
      [
        { field: 'Username', value: 'newclient' },
        { field: 'Password', value: 'Numbat-8841' },
      ],
    ],
    [
      'accounts',
      1234,
      [
        { field: 'Description', value: 'New account' },
        { field: 'DeliveryUID', value: 1501 },
      ],
    ],
    [
      'methods',
      1234,
      [
        { field: 'Name', value: 'New method' },
        { field: 'LeadTypeUID', value: 1 },
      ],
    ],
    [
      'orders',
      0,
      [
        { field: 'ClientUID', value: 1234 },
        { field: 'Items', value: [{ Qty: 10, Price: 20 }] },
      ],
    ],
    [
      'listItems',
      81,
      [
        { field: 'Description', value: 'New item' },
        { field: 'Value', value: '80123' },
      ],
    ],
    [
      'sources',
      0,
      [
        { field: 'Name', value: 'New source' },
        { field: 'UserName', value: 'newsource' },
      ],
    ],
    [
      'campaigns',
      18,
      [
        { field: 'AccountName', value: 'New campaign' },
        { field: 'LeadTypeUID', value: 1 },
      ],
    ],
  ])('makes new %s with what is given, and the rest empty', async (kind, parent, edit) => {
    const vendor = await practiceAccount();
    const desk = await practiceAccountDesk(vendor.url);
    const one = { connectionId: desk.connectionId, kind, parent, id: 0 };
    const start = kind === 'orders' ? [{ field: 'StartDate', value: '2026-01-01T08:00:00Z' }] : [];
    const preview = await desk.call('leadexec.preview', { ...one, edit: [...start, ...edit] });
    expect({ kind, problems: preview.problems }).toEqual({ kind, problems: [] });
    const { jobId } = await desk.call('leadexec.save', { ...one, revision: '', edit: [...start, ...edit] });
    const job = await desk.inState(jobId, 'delivered', 'rejected', 'unknown');
    expect({ kind, state: job.state, reason: job.reason }).toEqual({ kind, state: 'delivered', reason: null });
    const saved = await readAgain(desk, jobId);
    expect({ kind, differs: saved?.differs }).toEqual({ kind, differs: [] });
    expect(vendor.admin.accountRequests().flatMap((request) => request.deviations)).toEqual([]);
  });
});
