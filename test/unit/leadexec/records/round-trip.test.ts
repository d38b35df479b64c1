import { describe, expect, test } from 'vitest';
import type { RecordEdit, RecordKind } from '../../../../src-preload/contract/index.ts';
import { accountDesk } from '../../../support/account-desk.ts';
import type { Arrived } from '../../../support/answering-server.ts';
import { until } from '../../../support/fault-until.ts';

type Members = Readonly<Record<string, unknown>>;

/** As vendors answer: unknown values, other types than documented, members of no document. */
const METHOD = {
  ...{ ClientDeliveryUID: 9, ClientUID: 4, Type: 'Carrier pigeon', Name: 'Post', Status: 1, inTesting: 'false' },
  ...{ DateAdded: '2020-01-02T03:04:05Z', LeadTypeUID: '1', XML: null, EmailTemplate: '', EmailSubject: null },
  ...{ FTPUser: 'ftp', FTPPassword: 'Emu-4410', FTPPath: '', EmailAddress: null, useRegEx: true, ResponseSearch: 'OK' },
  ...{ DeliveryAddress: 'https://example.com', SMTPServer: '', SMTPAuth: false, SMTPUsername: '', SMTPPassword: '' },
  ...{ fAddress: '', tAddress: '', EmailNotify: null, NotifyCC: '', NotifyBCC: '', NotifyEmail: 'old@example.com' },
  ...{ LeadCatUID: null, ClientEmail: 'client@example.com', Undocumented: 7 },
  FieldSettings: [
    {
      ...{ DeliverySettingUID: 91, DeliveryUID: 9, Delete: false, Format: '', FieldType: 1, FieldName: 'state' },
      ...{ Value: '', LeadFieldUID: '204', Expr: null, hasMap: true },
      FieldMappings: [
        { DeliveryMappingUID: 911, Delete: false, DeliverySettingUID: 91, DeliveryValue: '06', FieldValue: 'CA' },
      ],
    },
    {
      ...{ DeliverySettingUID: 92, DeliveryUID: 9, Delete: false, Format: '', FieldType: 'Telepathy', FieldName: 'x' },
      ...{ Value: '1', LeadFieldUID: 0, Expr: '', hasMap: false, FieldMappings: null },
    },
  ],
  DeliveryDays: [
    {
      ...{ DeliveryDayUID: 95, DeliveryUID: 9, WeekDay: 1, StaticDate: null, Allow: true },
      ...{ StartTime: '2020-01-01T08:00:00Z', EndTime: '2020-01-01T17:00:00Z' },
    },
  ],
};
const ACCOUNT = {
  ...{ ClientAccountUID: 7, ClientUID: 4, DeliveryUID: '9', Price: '25.50', HourMax: null, DayMax: -1, MonthMax: 0 },
  ...{ WeekMax: '10', useOrder: 'true', Status: 'Frozen', DeliveryDelay: null, Description: 'Auto', RedirectURL: null },
  ...{ AutomationEnabled: 0, AlternatePosting: null, AccountType: 'Live Call', AgentName: '', AgentPhone: 7025551212 },
  Criteria: [
    {
      ...{ ClientCriteriaUID: 71, LeadFieldUID: 204, Type: 'FieldValue', Expression: null, Operator: 'Sounds_Like' },
      Value: 'between 5 and  6',
    },
  ],
  DeliveryDetails: METHOD,
  Undocumented: { deep: true },
};
const SENT_ACCOUNT = {
  ...{ ClientAccountUID: 7, ClientUID: 4, DeliveryUID: 9, Price: 25.5, HourMax: null, DayMax: -1, MonthMax: 0 },
  ...{ WeekMax: 10, useOrder: true, Status: 'Frozen', DeliveryDelay: null, Description: 'Auto', RedirectURL: null },
  ...{ AutomationEnabled: false, AlternatePosting: null, AccountType: 2, AgentName: '', AgentPhone: '7025551212' },
  Criteria: ACCOUNT.Criteria,
};
const { Undocumented: _, ...DOCUMENTED } = METHOD;
const [STATE_SETTING, OTHER_SETTING] = METHOD.FieldSettings;
const SENT_METHOD = {
  ...DOCUMENTED,
  ...{ Status: true, inTesting: false, LeadTypeUID: 1 },
  FieldSettings: [{ ...STATE_SETTING, LeadFieldUID: 204 }, OTHER_SETTING],
};

/** A value with other names of members, at any depth. */
function renamed(value: unknown, name: (from: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([from, member]) => [name(from), renamed(member, name)]));
}

/** A desk of an account with one delivery account and its method; and what was sent to it. */
async function deskOf(account: Members) {
  const puts: Members[] = [];
  const answer = ({ method, url, body }: Arrived) => {
    if (method === 'PUT') puts.push(JSON.parse(body) as Members);
    if (method === 'PUT') return { body: url.endsWith('/methods') ? '9' : '7' };
    return { body: JSON.stringify(url.endsWith('/accounts') ? [account] : account) };
  };
  const desk = await accountDesk(answer);
  const accounts = { connectionId: desk.connectionId, kind: 'accounts', parent: 4 } as const;
  await desk.call('leadexec.refresh', accounts);
  async function save(kind: RecordKind, id: number, edit: RecordEdit) {
    const one = { connectionId: desk.connectionId, kind, parent: 4, id };
    const { revision } = (await desk.call('leadexec.record', one)) ?? { revision: '' };
    const preview = await desk.call('leadexec.preview', { ...one, revision, edit });
    const { jobId } = await desk.call('leadexec.save', { ...one, revision: preview.now, edit });
    const job = await desk.inState(jobId, 'delivered', 'rejected');
    return { preview, job };
  }
  return { desk, puts, save };
}

describe('a record that is saved', () => {
  test('goes back as it was read, but for the edit and the types of the document', async () => {
    const { puts, save } = await deskOf(ACCOUNT);
    const { preview, job } = await save('accounts', 7, [{ field: 'Description', value: 'Auto, West' }]);
    expect(preview).toMatchObject({
      changes: [{ field: 'Description', label: 'Name', before: 'Auto', after: 'Auto, West' }],
      ...{ conflicts: [], problems: [] },
    });
    expect(job).toMatchObject({ state: 'delivered', reason: null });
    expect(puts).toEqual([{ ...SENT_ACCOUNT, Description: 'Auto, West' }]);
  });

  test('sends deprecated members, unknown values and its password back', async () => {
    const { puts, save } = await deskOf(ACCOUNT);
    const { job } = await save('methods', 9, [{ field: 'ResponseSearch', value: 'ACCEPTED' }]);
    expect(job).toMatchObject({ state: 'delivered', reason: null });
    expect(puts).toEqual([{ ...SENT_METHOD, ResponseSearch: 'ACCEPTED' }]);
  });

  test('sends rows that were taken out with their flag, and new ones with what they belong to', async () => {
    const { puts, save } = await deskOf(ACCOUNT);
    const added = {
      ...{ FieldType: 0, FieldName: 'source', Value: 'web', hasMap: true },
      FieldMappings: [{ FieldValue: 'NV', DeliveryValue: '32' }],
    };
    const { preview } = await save('methods', 9, [
      { field: 'FieldSettings', value: [{ ...STATE_SETTING, FieldName: 'region', FieldMappings: [] }, added] as never },
    ]);
    expect(preview.changes.map(({ label }) => label)).toEqual([
      'Field settings row 1: Sent as',
      'Field settings row 1: Value mappings (row removed)',
      'Field settings row 2 (added)',
      'Field settings (row removed)',
    ]);
    const [mapping] = STATE_SETTING?.FieldMappings ?? [];
    expect(puts[0]?.FieldSettings).toEqual([
      {
        ...{ ...STATE_SETTING, LeadFieldUID: 204, FieldName: 'region' },
        FieldMappings: [{ ...mapping, Delete: true }],
      },
      {
        ...{ DeliverySettingUID: 0, DeliveryUID: 9, Delete: false, Format: '', FieldType: 0, FieldName: 'source' },
        ...{ Value: 'web', LeadFieldUID: 0, Expr: '', hasMap: true },
        FieldMappings: [
          { DeliveryMappingUID: 0, DeliverySettingUID: 0, Delete: false, FieldValue: 'NV', DeliveryValue: '32' },
        ],
      },
      { ...OTHER_SETTING, Delete: true },
    ]);
  });

  test('sends a list without a flag whole', async () => {
    const { puts, save } = await deskOf(ACCOUNT);
    const criterion = { LeadFieldUID: 101, Type: 'FieldValue', Expression: '', Operator: 'In', Value: 'CA|NV' };
    const { preview } = await save('accounts', 7, [{ field: 'Criteria', value: [criterion] }]);
    expect(preview.changes).toEqual([
      {
        ...{ field: 'Criteria', label: 'Criteria row 1 (added)', before: '' },
        after: 'Field: 101; Type: FieldValue; Operator: In; Value: CA|NV',
      },
      {
        ...{ field: 'Criteria', label: 'Criteria (row removed)', after: '' },
        before: 'Field: 204; Type: FieldValue; Operator: Sounds_Like; Value: between 5 and  6',
      },
    ]);
    expect(puts[0]?.Criteria).toEqual([{ ClientCriteriaUID: 0, ...criterion }]);
  });

  test.each([
    ['clientUID', (name: string) => name.charAt(0).toLowerCase() + name.slice(1)],
    ['clientuid', (name: string) => name.toLowerCase()],
  ])('is the same if the account answers with members such as %s', async (_, written) => {
    const { puts, save } = await deskOf(renamed(ACCOUNT, written) as Members);
    const { job } = await save('accounts', 7, [{ field: 'Description', value: 'Auto, West' }]);
    expect(job).toMatchObject({ state: 'delivered', reason: null });
    await save('methods', 9, [{ field: 'ResponseSearch', value: 'ACCEPTED' }]);
    expect(puts).toEqual([
      { ...SENT_ACCOUNT, Description: 'Auto, West' },
      { ...SENT_METHOD, ResponseSearch: 'ACCEPTED' },
    ]);
  });

  test('is shown with flags and numbers, however they are written', async () => {
    const [day] = METHOD.DeliveryDays;
    const [setting] = METHOD.FieldSettings;
    const details = {
      ...METHOD,
      DeliveryDays: [{ ...day, WeekDay: '1', Allow: 'False' }],
      FieldSettings: [{ ...setting, hasMap: '0' }],
    };
    const { desk } = await deskOf({ ...ACCOUNT, DeliveryDetails: details, DayMax: 'none' });
    const shown = async (kind: RecordKind, id: number) => {
      const found = await desk.call('leadexec.record', { connectionId: desk.connectionId, kind, parent: 4, id });
      return JSON.parse(found?.record ?? '{}') as Members;
    };
    expect(await shown('methods', 9)).toMatchObject({
      ...{ Status: true, inTesting: false, LeadTypeUID: 1, FTPPassword: '[removed]' },
      ...{ DeliveryDays: [{ Allow: false }], FieldSettings: [{ hasMap: false, LeadFieldUID: 204 }] },
    });
    expect(await shown('accounts', 7)).toMatchObject({
      ...{ Price: 25.5, WeekMax: 10, useOrder: true, AutomationEnabled: false, DayMax: 'none', Status: 'Frozen' },
      Undocumented: { deep: true },
    });
  });

  test('sends numbers back that are below what the document allows', async () => {
    const odd = { AlternatePosting: -1, DayMax: -5, Criteria: [{ ...ACCOUNT.Criteria[0], LeadFieldUID: -1 }] };
    const { puts, save } = await deskOf({ ...ACCOUNT, ...odd });
    const { preview, job } = await save('accounts', 7, [{ field: 'Description', value: 'Auto, West' }]);
    expect(preview.problems).toEqual([]);
    expect(job).toMatchObject({ state: 'delivered', reason: null });
    expect(puts).toEqual([{ ...SENT_ACCOUNT, ...odd, Description: 'Auto, West' }]);
  });

  test('sends dates back in the form in which they were read', async () => {
    const [day] = METHOD.DeliveryDays;
    const days = [{ ...day, StartTime: '8:00:00 AM', EndTime: '/Date(1577898000000)/' }];
    const details = { ...METHOD, DateAdded: '1/2/2020 3:04:05 AM', DeliveryDays: days };
    const { puts, save } = await deskOf({ ...ACCOUNT, DeliveryDetails: details });
    const { preview, job } = await save('methods', 9, [{ field: 'ResponseSearch', value: 'ACCEPTED' }]);
    expect(preview.problems).toEqual([]);
    expect(job).toMatchObject({ state: 'delivered', reason: null });
    expect(puts).toEqual([
      { ...SENT_METHOD, DateAdded: '1/2/2020 3:04:05 AM', DeliveryDays: days, ResponseSearch: 'ACCEPTED' },
    ]);
  });
});

describe('an edit with a value that is not in the document', () => {
  const [criterion] = ACCOUNT.Criteria;

  test('is refused unless the record has the value', async () => {
    const { desk, puts, save } = await deskOf(ACCOUNT);
    const one = { connectionId: desk.connectionId, kind: 'accounts', parent: 4, id: 7 } as const;
    const { revision } = (await desk.call('leadexec.record', one)) ?? { revision: '' };
    const typed: RecordEdit = [
      { field: 'Status', value: 'Thawing' },
      { field: 'Criteria', value: [{ ...criterion, Operator: 'Smells_Like' }] },
    ];
    const { problems, now } = await desk.call('leadexec.preview', { ...one, revision, edit: typed });
    expect(problems.map(({ field }) => field)).toEqual(['Status', 'Criteria.0.Operator']);
    await expect(desk.call('leadexec.save', { ...one, revision: now, edit: typed })).rejects.toThrow(/Thawing/);
    const { job } = await save('accounts', 7, [{ field: 'Criteria', value: [{ ...criterion, Value: '5|6' }] }]);
    expect(job).toMatchObject({ state: 'delivered', reason: null });
    expect(puts).toEqual([{ ...SENT_ACCOUNT, Criteria: [{ ...criterion, Value: '5|6' }] }]);
  });

  test('is made if it undoes another', async () => {
    let account: Members = ACCOUNT;
    const puts: Members[] = [];
    const desk = await accountDesk(({ method, body }) => {
      if (method !== 'PUT') return { body: JSON.stringify(account) };
      puts.push(JSON.parse(body) as Members);
      account = { ...account, ...puts.at(-1) };
      return { body: '7' };
    });
    const one = { connectionId: desk.connectionId, kind: 'accounts', parent: 4, id: 7 } as const;
    await desk.call('leadexec.refresh', one);
    const edit: RecordEdit = [{ field: 'Status', value: 'Open' }];
    const { now } = await desk.call('leadexec.preview', { ...one, edit });
    const { jobId } = await desk.call('leadexec.save', { ...one, revision: now, edit });
    await desk.inState(jobId, 'delivered');
    await until(async () => (await desk.call('leadexec.saved', { jobId }))?.canUndo || null, 'it can be undone');
    const undo = await desk.call('leadexec.undo', { jobId });
    await desk.inState(undo.jobId, 'delivered');
    expect(puts.map(({ Status }) => Status)).toEqual([12, 'Frozen']);
  });
});

test('clients of a list item go back as they were read', async () => {
  const item = { CustomListItemUID: 5, Description: 'NV', Tag1: '', Tag2: '', Value: 'NV', AssignedClient: 0 };
  const list = { CustomListUID: 81, Description: 'States', Items: [{ ...item, AssignedClients: '|1| 2|' }] };
  const puts: Members[] = [];
  const desk = await accountDesk(({ method, body }) => {
    if (method !== 'PUT') return { body: JSON.stringify([list]) };
    puts.push(JSON.parse(body) as Members);
    return { body: 'true' };
  });
  const one = { connectionId: desk.connectionId, kind: 'listItems', parent: 81, id: 5 } as const;
  await desk.call('leadexec.refresh', { connectionId: desk.connectionId, kind: 'lists' });
  const edit: RecordEdit = [{ field: 'Tag1', value: 'West' }];
  const { now } = await desk.call('leadexec.preview', { ...one, edit });
  const { jobId } = await desk.call('leadexec.save', { ...one, revision: now, edit });
  await desk.inState(jobId, 'delivered');
  expect(puts).toMatchObject([{ Tag1: 'West', AssignedClients: '|1| 2|' }]);
});

test('a source’s state that was read as a number goes back as one', async () => {
  const source = { LPVendorUID: 3, Name: 'Web', State: 0, Zip: 89501, Status: 1, UserName: 'web', AccountUID: 5 };
  const puts: Members[] = [];
  const desk = await accountDesk(({ method, body }) => {
    if (method !== 'PUT') return { body: JSON.stringify(source) };
    puts.push(JSON.parse(body) as Members);
    return { body: '3' };
  });
  const one = { connectionId: desk.connectionId, kind: 'sources', id: 3 } as const;
  await desk.call('leadexec.refresh', one);
  const edit: RecordEdit = [{ field: 'Name', value: 'Web forms' }];
  const { now } = await desk.call('leadexec.preview', { ...one, edit });
  const { jobId } = await desk.call('leadexec.save', { ...one, revision: now, edit });
  await desk.inState(jobId, 'delivered');
  expect(puts).toMatchObject([{ Name: 'Web forms', State: 0, Zip: '89501' }]);
});
