import { expect, onTestFinished, test } from 'vitest';
import { answeringServer } from '../../support/answering-server.ts';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';

const idOf = (n: number) => `f5666260-1c2c-4bd5-9611-${String(n).padStart(12, '0')}`;
const accepted = (n: number) =>
  JSON.stringify({
    ...{ PostID: idOf(n), isValidPost: true, ResponseType: 'No_Error', ResponseDetails: 'Lead was accepted' },
    ...{ LeadIdentifier: 500_000 + n, VendorAccountAssigned: 23, PendingQCReview: false, Price: 25 },
  });

/** A desk whose receiver answers the posts one after the other with these ids; null: with a cut answer that has the first one. */
async function answeredWith(ids: readonly (number | null)[]) {
  const left = [...ids];
  const server = await answeringServer(({ url }) => {
    if (!url.includes('/insert')) return { status: 404 };
    const id = left.shift() ?? 0;
    const body = accepted(id || 1);
    return id === 0 ? { body: body.slice(0, 70) } : { body };
  });
  onTestFinished(() => server.close());
  const desk = await deliveryDesk();
  await desk.call('connections.save', {
    ...{ id: desk.connectionId, kind: 'receiver', name: 'LeadExec', url: server.url, concurrency: 1 },
    receiver: { vid: 18, lid: 1, aid: 23 },
  });
  return await desk.post({ leads: ids.map((_, at) => sampleLead(at + 1)) });
}

test('an acceptance with the post ID of an earlier post is shown as doubtful', async () => {
  const jobs = await answeredWith([1, 2, 1]);
  expect(jobs.map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
  expect(jobs.map(({ reason }) => reason)).toEqual([null, null, expect.stringContaining('of an earlier post')]);
});

test('a cut answer with the post ID of an earlier post is not settled by that post’s status', async () => {
  const jobs = await answeredWith([1, null]);
  expect(jobs.map(({ state, postId }) => [state, postId])).toEqual([
    ['delivered', idOf(1)],
    ['unknown', null],
  ]);
});
