import { describe, expect, test } from 'vitest';
import { accountDesk } from '../../../support/account-desk.ts';
import type { Answering, Arrived } from '../../../support/answering-server.ts';
import { until } from '../../../support/fault-until.ts';

type Group = Readonly<Record<string, unknown>>;

/** A desk with one client group, whose first change has no answer; `keeps` tells whether it was made all the same. */
async function deskOf(keeps: boolean) {
  let group: Group = { ClientGroupUID: 5, Description: 'Agencies', DisplayOrder: 1, ClientCount: 2 };
  let puts = 0;
  const answer = ({ method, body }: Arrived): Answering => {
    if (method === 'GET') return { body: JSON.stringify([group]) };
    const isLost = ++puts === 1;
    if (keeps || !isLost) group = JSON.parse(body) as Group;
    return isLost ? { reset: true } : { body: '200 OK' };
  };
  const desk = await accountDesk(answer);
  const groups = { connectionId: desk.connectionId, kind: 'clientGroups' } as const;
  await desk.call('leadexec.refresh', groups);
  const { revision } = (await desk.call('leadexec.record', { ...groups, id: 5 })) ?? { revision: '' };
  const edit = [{ field: 'DisplayOrder', value: 0 }];
  const { jobId } = await desk.call('leadexec.save', { ...groups, id: 5, revision, edit });
  const colleague = (change: Group) => {
    group = { ...group, ...change };
  };
  return { desk, jobId, puts: () => puts, colleague };
}

describe('an edit whose answer was lost', () => {
  test('is found by reading where it was made, and sent once', async () => {
    const { desk, jobId, puts } = await deskOf(true);
    await desk.inState(jobId, 'delivered');
    expect(puts()).toBe(1);
    await until(async () => (await desk.call('leadexec.saved', { jobId }))?.canUndo, 'it was read again');
  });

  test('is left to the operator where it was not, and sent again on their word', async () => {
    const { desk, jobId, puts } = await deskOf(false);
    await desk.inState(jobId, 'unknown');
    expect(puts()).toBe(1);
    await desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'send-again' });
    await desk.inState(jobId, 'delivered');
    expect(puts()).toBe(2);
  });

  test('is not sent again over what somebody else changed meanwhile', async () => {
    const { desk, jobId, puts, colleague } = await deskOf(false);
    await desk.inState(jobId, 'unknown');
    colleague({ Description: 'Agencies, East' });
    await desk.call('jobs.resolve', { which: { ids: [jobId] }, as: 'send-again' });
    expect(await desk.inState(jobId, 'rejected')).toMatchObject({
      reason: expect.stringContaining('Name was changed'),
    });
    expect(puts()).toBe(1);
  });
});
