import { describe, expect, test } from 'vitest';
import type { RecordEdit, RecordKind } from '../../../../src-preload/contract/index.ts';
import { accountDesk } from '../../../support/account-desk.ts';
import { until } from '../../../support/fault-until.ts';
import {
  type PracticeAccountDesk,
  practiceAccount,
  practiceAccountDesk,
} from '../../../support/practice-account-desk.ts';

// Two desks of one account: what a colleague did was to put the rows of a list into another order.

type Row = Readonly<Record<string, unknown>>;
type Edit = RecordEdit[number];
interface Place {
  readonly kind: RecordKind;
  readonly parent: number;
  readonly id: number;
}

const listed = (field: string, rows: readonly Row[]): Edit => ({ field, value: rows as Edit['value'] });

async function opened(desk: PracticeAccountDesk, place: Place) {
  const found = await desk.call('leadexec.record', { connectionId: desk.connectionId, ...place });
  if (found === null) throw new Error(`${place.kind} ${place.id} is not on the desk`);
  return { ...found, members: JSON.parse(found.record) as Readonly<Record<string, Row[]>> };
}

/** Saves an edit that was reviewed. @returns its job once it is done */
async function saved(desk: PracticeAccountDesk, place: Place, revision: string, edit: Edit) {
  const one = { connectionId: desk.connectionId, ...place };
  const { jobId } = await desk.call('leadexec.save', { ...one, revision, edit: [edit] });
  return desk.inState(jobId, 'delivered', 'rejected', 'unknown');
}

const reviewed = (desk: PracticeAccountDesk, place: Place, revision: string, edit: Edit) =>
  desk.call('leadexec.preview', { connectionId: desk.connectionId, ...place, revision, edit: [edit] });

/** Reads a record again, as the page does before an edit. @returns the record that is there now */
async function readNow(desk: PracticeAccountDesk, place: Place, edit: Edit) {
  const { now } = await reviewed(desk, place, (await opened(desk, place)).revision, edit);
  return { ...(await opened(desk, place)), now };
}

async function readAll(desk: PracticeAccountDesk): Promise<void> {
  await desk.read('orders');
  await desk.read('accounts', 1234);
  await desk.call('leadexec.refresh', { connectionId: desk.connectionId, kind: 'campaigns', parent: 18, id: 23 });
}

const criterion = (Value: string) => ({
  ...{ ClientCriteriaUID: 0, LeadFieldUID: 101, Type: 'FieldValue', Expression: '', Operator: 'In', Value },
});
const setting = (FieldName: string) => ({
  ...{ DeliverySettingUID: 0, FieldName, FieldType: 'LeadField', LeadFieldUID: 101, Value: '', Format: '', Expr: '' },
  ...{ hasMap: false, Delete: false, FieldMappings: [] },
});
const rule = (Value: string) => ({ VendorRuleUID: 0, LeadFieldUID: 101, Operator: 'Equal', Value, Delete: false });
const item = (Qty: number) => ({
  ClientOrderItemUID: 0,
  ClientAccountUID: null,
  Qty,
  Price: 20,
  ConstrainQuantity: true,
});
const monday = (from: string, to: string) => ({
  ...{ DeliveryDayUID: 0, WeekDay: 1, StaticDate: null, Allow: true },
  ...{ StartTime: `2020-01-01T${from}:00:00Z`, EndTime: `2020-01-01T${to}:00:00Z` },
});

const LISTS: readonly [string, Place, readonly Row[], Edit][] = [
  [
    ...(['Criteria', { kind: 'accounts', parent: 1234, id: 501 }] as const),
    [criterion('CA'), criterion('NV')],
    { field: 'Price', value: 31.5 },
  ],
  [
    ...(['FieldSettings', { kind: 'methods', parent: 1234, id: 1501 }] as const),
    [setting('zip'), setting('state')],
    { field: 'Name', value: 'Mine' },
  ],
  [
    ...(['Items', { kind: 'orders', parent: 0, id: 7001 }] as const),
    [item(10), item(20)],
    { field: 'AutoCharge', value: false },
  ],
  [
    ...(['Rules', { kind: 'campaigns', parent: 18, id: 23 }] as const),
    [rule('CA'), rule('NV')],
    { field: 'LeadPrice', value: 26 },
  ],
];

/** Two desks that have the same two rows of a list. */
async function desksWith(field: string, place: Place, rows: readonly Row[]) {
  const vendor = await practiceAccount();
  const [one, other] = [await practiceAccountDesk(vendor.url), await practiceAccountDesk(vendor.url)];
  for (const desk of [one, other]) await readAll(desk);
  const { now } = await readNow(other, place, listed(field, rows));
  expect(await saved(other, place, now, listed(field, rows))).toMatchObject({ state: 'delivered' });
  for (const desk of [one, other]) await readAll(desk);
  const there = (await opened(one, place)).members[field] ?? [];
  const turned = async () => {
    const reverse = listed(field, [...there].reverse());
    const read = await readNow(other, place, reverse);
    expect(await saved(other, place, read.now, reverse)).toMatchObject({ state: 'delivered' });
  };
  return { one, other, there, turned };
}

describe.each(LISTS)('%s that a colleague put into another order', (field, place, rows, elsewhere) => {
  test('are a conflict with an edit of them, seen before it is saved', async () => {
    const { one, there, turned } = await desksWith(field, place, rows);
    const before = await opened(one, place);
    await turned();
    const mine = listed(field, there.slice(0, -1));
    const review = await reviewed(one, place, before.revision, mine);
    expect(review.conflicts.map((conflict) => conflict.field)).toEqual([field]);
    const [conflict] = review.conflicts;
    expect(conflict?.before.split('\n').reverse().join('\n')).toBe(conflict?.now);
  });

  test('stay so when another field is edited, even if that was reviewed before', async () => {
    const { one, there, turned } = await desksWith(field, place, rows);
    const before = await opened(one, place);
    const early = await reviewed(one, place, before.revision, elsewhere);
    await turned();
    const job = await saved(one, place, early.now, elsewhere);
    expect(job).toMatchObject({ state: 'rejected', reason: expect.stringContaining('someone else changed') });
    const again = await reviewed(one, place, before.revision, elsewhere);
    expect(again.conflicts).toEqual([]);
    expect(again.changedByOthers).toMatchObject([{ field, before: 'previous order', after: 'new order' }]);
    expect(await saved(one, place, again.now, elsewhere)).toMatchObject({ state: 'delivered' });
    await readAll(one);
    expect((await opened(one, place)).members[field]).toEqual([...there].reverse());
  });
});

test('hours that come in another order are the same hours', async () => {
  const place: Place = { kind: 'methods', parent: 1234, id: 1501 };
  const { one, there, turned } = await desksWith('DeliveryDays', place, [monday('08', '11'), monday('13', '17')]);
  const before = await opened(one, place);
  await turned();
  const review = await reviewed(one, place, before.revision, listed('DeliveryDays', there.slice(0, -1)));
  expect(review).toMatchObject({ conflicts: [], changedByOthers: [] });
});

describe('rows that were only put into another order', () => {
  const row = (id: number, Value: string) => ({ ...criterion(Value), ClientCriteriaUID: id, LeadFieldUID: 101 });
  const detail = {
    ...{ ClientDeliveryUID: 101, ClientUID: 1, Name: 'Main', Type: 0, Status: true, inTesting: false, LeadTypeUID: 1 },
    ...{ FTPPassword: '', SMTPPassword: '', FieldSettings: [], DeliveryDays: [] },
  };

  test.each([
    { keeps: 'an order of its own', reordered: ['Criteria'] },
    { keeps: 'the order', reordered: [] },
  ])('are said to be so where LeadExec keeps $keeps', async ({ keeps, reordered }) => {
    let criteria = [row(1, 'CA'), row(2, 'NV')];
    const desk = await accountDesk(({ method, body }) => {
      if (method === 'PUT') {
        const sent = (JSON.parse(body) as { Criteria: typeof criteria }).Criteria;
        if (keeps === 'the order') criteria = sent;
        return { body: '11' };
      }
      const account = {
        ...{ ClientAccountUID: 11, ClientUID: 1, DeliveryUID: 101, Price: 25, Description: 'West', Status: 12 },
        ...{ HourMax: -1, DayMax: -1, WeekMax: -1, MonthMax: -1, useOrder: false, DeliveryDelay: 0, RedirectURL: '' },
        ...{ AutomationEnabled: true, AlternatePosting: 0, AccountType: 0, AgentName: '', AgentPhone: '' },
        ...{ Criteria: criteria, DeliveryDetails: detail },
      };
      return { body: JSON.stringify([account]) };
    });
    const { connectionId, call } = desk;
    await call('leadexec.refresh', { connectionId, kind: 'accounts', parent: 1 });
    const one = { connectionId, kind: 'accounts' as const, parent: 1, id: 11 };
    const edit = [listed('Criteria', [row(2, 'NV'), row(1, 'CA')])];
    const { revision = '' } = (await call('leadexec.record', one)) ?? {};
    const { now } = await call('leadexec.preview', { ...one, revision, edit });
    const { jobId } = await call('leadexec.save', { ...one, revision: now, edit });
    const saved = await until(async () => {
      const after = await call('leadexec.saved', { jobId });
      return after?.differs == null ? null : after;
    }, 'it is read again');
    expect(saved).toMatchObject({ differs: [], reordered, canUndo: true });
  });
});
