import { expect, test } from 'vitest';
import type { RecordEdit, RecordKind } from '../../../../src-preload/contract/index.ts';
import { until } from '../../../support/fault-until.ts';
import {
  type PracticeAccountDesk,
  practiceAccount,
  practiceAccountDesk,
} from '../../../support/practice-account-desk.ts';

/** Creates a record, and tells what became of it once it was looked for. */
async function created(desk: PracticeAccountDesk, kind: RecordKind, parent: number, values: Record<string, unknown>) {
  const edit = Object.entries(values).map(([field, value]) => ({ field, value })) as RecordEdit;
  const { jobId } = await desk.call('leadexec.save', {
    ...{ connectionId: desk.connectionId, kind, parent, id: 0, revision: '', edit },
  });
  await desk.inState(jobId, 'delivered');
  return await until(async () => {
    const saved = await desk.call('leadexec.saved', { jobId });
    return saved === null || saved.differs === null ? null : saved;
  }, 'what was created was looked for');
}

test('a delivery method that no account uses is kept as it was sent, and can be given to an account', async () => {
  const { url } = await practiceAccount();
  const desk = await practiceAccountDesk(url);
  const { connectionId } = desk;
  const { id } = await created(desk, 'methods', 1234, {
    Name: 'New post',
    LeadTypeUID: 1,
    FTPPassword: 'Kestrel-1192',
  });
  expect(id).toBeGreaterThan(0);
  const place = { connectionId, kind: 'methods', parent: 1234 } as const;
  const kept = await desk.call('leadexec.record', { ...place, id });
  expect(kept).toMatchObject({ readAt: null, record: expect.stringContaining('"Name":"New post"') });
  expect(kept?.record).not.toContain('Kestrel-1192');
  const { rows } = await desk.call('leadexec.records', { ...place, count: 1_000 });
  expect(rows.map((row) => row.id)).toContain(id);

  // What it is like in the account can't be told, so an edit can't be compared with it.
  const edit = [{ field: 'Name', value: 'Renamed' }];
  const change = { ...place, id, revision: kept?.revision ?? '', edit };
  await expect(desk.call('leadexec.preview', change)).rejects.toThrow('none uses this one yet');

  await created(desk, 'accounts', 1234, { Description: 'With the new post', DeliveryUID: id, Price: 3 });
  const read = await desk.call('leadexec.record', { ...place, id });
  expect(read?.readAt).toBeGreaterThan(0);
  expect(await desk.call('leadexec.secret', { ...place, id, field: 'FTPPassword' })).toEqual({ value: 'Kestrel-1192' });
  expect((await desk.call('leadexec.preview', { ...change, revision: read?.revision ?? '' })).problems).toEqual([]);
});

test.each([
  ['clientGroups', 0, { Description: 'Agencies, North', DisplayOrder: 7 }],
  ['listItems', 81, { Description: 'Guam', Value: 'GU' }],
] as const)(
  '%s, which LeadExec creates without saying its ID, is found where it is listed',
  async (kind, parent, values) => {
    const { url } = await practiceAccount();
    const desk = await practiceAccountDesk(url);
    await desk.read(kind === 'listItems' ? 'lists' : kind);
    const saved = await created(desk, kind, parent, values);
    expect(saved).toMatchObject({ id: expect.any(Number), differs: [] });
    const found = await desk.call('leadexec.record', {
      ...{ connectionId: desk.connectionId, kind, parent, id: saved.id },
    });
    expect(JSON.parse(found?.record ?? '{}')).toMatchObject(values);
  },
);
