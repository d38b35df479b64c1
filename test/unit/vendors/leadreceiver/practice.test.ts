import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SAMPLE } from '../../../../src-main/practice/leadexec/account/sample-ids.ts';
import { type Behaviour, DEFAULT_BEHAVIOUR, MALFORMED } from '../../../../src-main/practice/leadexec/behaviour.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import { INSERT_CALLS, type InsertCall, RECEIVER } from '../../../../src-main/vendors/leadreceiver/addresses.ts';
import {
  checkDuplicate,
  pingLead,
  postLeads,
  postStatus,
  postUpdate,
} from '../../../../src-main/vendors/leadreceiver/client.ts';
import type { LeadField, LeadToPost, PostForm } from '../../../../src-main/vendors/leadreceiver/request-types.ts';

// The practice LeadExec is written from the document alone: where both read it alike, each proves the other.
const START = Date.UTC(2026, 10, 4, 22, 29, 22, 147);
let vendor: PracticeLeadExec;
let client: HttpClient;
beforeAll(async () => {
  vendor = await startPracticeLeadExec({ clock: () => START, secret: 'plan & "ted"' });
  client = new HttpClient();
});
beforeEach(() => vendor.admin.setBehaviour({ ...DEFAULT_BEHAVIOUR, approvals: 'all' }));
afterAll(async () => {
  await client.close();
  await vendor.close();
});

const access = (more: object = {}) => ({
  url: vendor.url,
  vid: SAMPLE.source,
  lid: SAMPLE.auto,
  aid: SAMPLE.campaign.general as number | null,
  password: 'plan & "ted"',
  token: '',
  ...more,
});

let people = 0;
/** Somebody who was never posted before. */
function somebody(): LeadField[] {
  people += 1;
  const digits = String(people).padStart(4, '0');
  return [
    ['FirstName', 'Ann'],
    ['LastName', 'Davis'],
    ['Email', `ann${people}@example.com`],
    ['PrimaryPhone', `702555${digits}`],
    ['State', 'NV'],
    ['Zip', '89101'],
  ];
}
const leadFor = (call: InsertCall): LeadToPost => ({
  fields: somebody(),
  ...(call === 'calldata' ? { call: { ivrNumber: '8005551212', durationSeconds: 61 } } : {}),
});

const forms = INSERT_CALLS.flatMap((call) =>
  RECEIVER.calls[call].bodies.flatMap((body) =>
    (['json', 'xml'] as const).flatMap((answer) =>
      [false, true]
        .filter((async) => !async || RECEIVER.calls[call].asyncBodies.includes(body))
        .map((async) => ({ call, body, answer, async })),
    ),
  ),
);

const variants: [string, Partial<Behaviour>][] = [
  ['as documented', {}],
  [
    'types as names, prices as text, arrays',
    { responseType: 'name', price: 'text', jsonShape: 'array', textBooleans: true },
  ],
  [
    'types as numbers, one object, ResponseDetail',
    { responseType: 'number', jsonShape: 'object', detailName: 'ResponseDetail' },
  ],
  ['every malformed sample', { malformed: [...MALFORMED] }],
];

describe.each(variants)('%s', (_, behaviour) => {
  test.each(forms)('$call, $body, answered in $answer, async: $async', async ({ call, body, answer, async }) => {
    vendor.admin.setBehaviour(behaviour);
    const before = vendor.admin.count();
    const [said] = await postLeads(client, access(), call, { body, answer, async }, [leadFor(call)]);
    if (async) {
      expect(said).toMatchObject({ is: 'queued', statusUrl: expect.stringContaining('/information/queuestatus/') });
      if (said?.is !== 'queued') return;
      expect(await postStatus(client, access(), said)).toMatchObject({ is: 'undecided' });
      vendor.admin.moveOn(60_000);
      expect(await postStatus(client, access(), said)).toMatchObject({ is: 'accepted', leadId: expect.any(String) });
    } else expect(said).toMatchObject({ is: 'accepted' });
    expect(vendor.admin.count()).toBe(before + 1);
    if (said?.is !== 'accepted') return;
    if (call === 'returnsends') expect(said.sends?.map(({ clientName }) => clientName)).not.toContain('');
    if (call === 'transfer') for (const agent of said.agents ?? []) expect(agent.agentPhone).toMatch(/^\d{10}$/);
    if (call !== 'autoredirect') expect(said).toMatchObject({ leadId: expect.any(String), price: expect.any(Number) });
  });
});

const JSON_FORM: PostForm = { body: 'json', answer: 'json' };

test.each([
  ['as-sent', ['accepted', 'accepted', 'accepted']],
  ['reversed', ['unknown', 'unknown', 'unknown']],
  ['short', ['unknown', 'unknown', 'unknown']],
  ['long', ['unknown', 'unknown', 'unknown']],
] as const)('several leads, answered %s', async (severalAnswers, expected) => {
  vendor.admin.setBehaviour({ severalAnswers });
  for (const answer of ['json', 'xml'] as const) {
    const leads = [1, 2, 3].map((n) => ({ fields: somebody(), reference: `R${n}` }));
    const answers = await postLeads(client, access(), 'general', { body: 'xml', answer }, leads);
    expect(answers.map(({ is }) => is)).toEqual(expected);
  }
});

test('a ping’s order is good for one post', async () => {
  const at = access({ aid: SAMPLE.campaign.pingPost });
  const [said] = [
    await pingLead(client, at, { body: 'form', answer: 'json' }, [
      ['State', 'NV'],
      ['Zip', '89101'],
    ]),
  ];
  if (said?.is !== 'accepted' || !said.order) throw new Error(`No order came: ${JSON.stringify(said)}`);
  const form: PostForm = { body: 'form', answer: 'json', orderId: said.order.orderId };
  const [first] = await postLeads(client, at, 'general', form, [{ fields: somebody() }]);
  expect(first).toMatchObject({ is: 'accepted' });
  const [second] = await postLeads(client, at, 'general', form, [{ fields: somebody() }]);
  expect(second).toMatchObject({ is: 'refused', refusal: 'Data_Errors' });
  expect(vendor.admin.contactDetailsInPings()).toEqual([]);
});

test('a lead is updated, found as a duplicate, and refused the second time', async () => {
  const fields = somebody();
  const [first] = await postLeads(client, access(), 'general', JSON_FORM, [{ fields }]);
  const leadUid = first?.is === 'accepted' ? Number(first.leadId) : 0;
  for (const body of ['form', 'json'] as const) {
    const update = { leadUid, fields: [['City', 'Reno']] as const, processDelivery: false };
    expect(await postUpdate(client, access(), { body, answer: 'xml' }, update)).toMatchObject({ is: 'accepted' });
    const found = await checkDuplicate(client, access(), { body, answer: 'json' }, fields);
    expect(found).toMatchObject({ is: 'duplicate', leadId: String(leadUid), receivedAt: expect.any(Number) });
    const none = await checkDuplicate(client, access(), { body, answer: 'xml' }, somebody());
    expect(none).toMatchObject({ is: 'none', plain: true });
  }
  const [again] = await postLeads(client, access(), 'general', JSON_FORM, [{ fields }]);
  expect(again).toMatchObject({ is: 'refused', refusal: 'Duplicate_Lead' });
  vendor.admin.setBehaviour({ approvals: 'none' });
  const unapproved = await checkDuplicate(client, access(), JSON_FORM, fields);
  expect(unapproved).toMatchObject({ is: 'none', plain: false });
});

test('password and token, either or both; wrong ones refuse every lead', async () => {
  const post = async (more: object) => {
    const [answer] = await postLeads(client, access(more), 'general', JSON_FORM, [{ fields: somebody() }]);
    return answer;
  };
  const token = { vid: SAMPLE.tokenSource, aid: SAMPLE.campaign.token, password: '', token: 'plan & "ted"' };
  expect(await post(token)).toMatchObject({ is: 'accepted' });
  expect(
    await post({ ...token, vid: SAMPLE.bothSource, aid: SAMPLE.campaign.both, password: 'plan & "ted"' }),
  ).toMatchObject({ is: 'accepted' });
  expect(await post({ ...token, token: 'other' })).toMatchObject({
    is: 'refused',
    refusal: 'Login_Refused',
    scope: 'every-lead',
  });
  expect(await post({ password: 'other' })).toMatchObject({
    is: 'refused',
    refusal: 'No_Account_Found',
    scope: 'every-lead',
  });
});

test('reviews and returns are told by the status', async () => {
  const [said] = await postLeads(client, access({ aid: SAMPLE.campaign.review }), 'general', JSON_FORM, [
    { fields: somebody() },
  ]);
  if (said?.is !== 'accepted' || said.postId === null) throw new Error(`Not accepted: ${JSON.stringify(said)}`);
  const post = { postId: said.postId };
  expect(said.pendingReview).toBe(true);
  expect(await postStatus(client, access(), post)).toMatchObject({ review: { state: 'pending' } });
  vendor.admin.review(Number(said.leadId), true);
  vendor.admin.returnLead(Number(said.leadId), 'Wrong number');
  expect(await postStatus(client, access(), { ...post, call: 'status' })).toMatchObject({
    is: 'accepted',
    review: { state: 'passed' },
    returned: { is: true, reason: 'Wrong number' },
  });
});
