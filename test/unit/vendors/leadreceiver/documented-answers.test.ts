import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import type { BodyFormat, InsertCall } from '../../../../src-main/vendors/leadreceiver/addresses.ts';
import {
  checkDuplicate,
  pingLead,
  postLeads,
  postStatus,
  postUpdate,
} from '../../../../src-main/vendors/leadreceiver/client.ts';
import type { ReceiverAccess } from '../../../../src-main/vendors/leadreceiver/request-types.ts';
import { type RecordingReceiver, recordingReceiver } from './recording-receiver.ts';

/** Every answer of the Lead Receiver document, letter by letter, under the section that shows it. */
interface Sample {
  readonly section: string;
  readonly part: string;
  readonly format: 'json' | 'xml';
  readonly text: string;
}
const samples = JSON.parse(
  readFileSync(new URL('./documented-answers.json', import.meta.url), 'utf8'),
) as readonly Sample[];

let receiver: RecordingReceiver;
let client: HttpClient;
let said = '';
let type = '';
beforeAll(async () => {
  receiver = await recordingReceiver(() => ({ body: said, headers: { 'content-type': type } }));
  client = new HttpClient();
});
afterAll(async () => {
  await client.close();
  await receiver.close();
});
const access = (): ReceiverAccess => ({ url: receiver.url, vid: 18, lid: 1, aid: 23, password: 'pw', token: 'token' });
const answerWith = ({ text, format }: Sample): void => {
  said = text;
  type = format === 'json' ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8';
};

const POST_ID = 'f5666260-1c2c-4bd5-9611-bb1387ca2397';
const ELSEWHERE = `StatusURL: https://leads.leadexec.net/information/queuestatus/${POST_ID}`;

const CALLS: readonly (readonly [title: RegExp, call: InsertCall])[] = [
  [/General/, 'general'],
  [/Redirect/, 'manualredirect'],
  [/was sent to/, 'returnsends'],
  [/transferred to/, 'transfer'],
  [/Call Lead/, 'calldata'],
];
const bodyOf = (section: string): BodyFormat =>
  section.endsWith(' XML') ? 'xml' : section.endsWith(' JSON') ? 'json' : 'form';

const isPost = ({ section }: Sample) => section.startsWith('Create');
const isQueued = ({ text }: Sample) => text.includes('QueueSuccessful');

const client1 = (name: string, id: string | null) => ({ clientId: id, clientName: name });
const send = { redirectUrl: null, valid: true, price: 25 };
/** The second client of the XML sample has its name where its identifier belongs. */
const sendsOf = (format: string) => [
  { ...client1('Demo Company', '1234'), ...send },
  { ...client1('Acme Company', format === 'xml' ? null : '5679'), ...send },
];
const AGENTS = [
  { ...client1('Demo Company', '1234'), agentName: 'John Smith', agentPhone: '7025551212' },
  { ...client1('Acme Company', '5679'), agentName: 'Bob McCarthy', agentPhone: '6025551212' },
];
const ACCEPTED = {
  is: 'accepted',
  leadId: '999999999',
  campaignId: '99',
  pendingReview: false,
  price: 25,
  redirectUrl: null,
  statusUrl: null,
  order: null,
  words: 'Lead was accepted',
};
const QUEUED = { is: 'queued', postId: POST_ID, words: 'Lead has been queued for processing', unread: [ELSEWHERE] };

test('the document has 64 answers', () => expect(samples.length).toBe(64));

const named = (wanted: (sample: Sample) => boolean) =>
  samples.filter(wanted).map((sample) => [`${sample.section}, ${sample.part}, ${sample.format}`, sample] as const);

describe('posts', () => {
  const posts = named(isPost);
  test('there are 51', () => expect(posts.length).toBe(51));

  test.each(posts)('%s', async (_, sample) => {
    answerWith(sample);
    const { section, format } = sample;
    const call = CALLS.find(([title]) => title.test(section))?.[1] ?? 'general';
    const async = isQueued(sample);
    const details = call === 'calldata' ? { call: { ivrNumber: '8005551212', durationSeconds: 10 } } : {};
    const lead = { fields: [['FirstName', 'Ann']] as const, ...details };
    const [answer, ...more] = await postLeads(
      client,
      access(),
      call,
      { body: bodyOf(section), answer: format, async },
      [lead],
    );
    expect(more).toEqual([]);
    if (async) {
      expect(answer).toMatchObject(QUEUED);
      return;
    }
    const broken = call === 'manualredirect' && format === 'xml';
    const hasPostId = sample.text.includes(`<PostID>${POST_ID}`) || format === 'json';
    expect(answer).toEqual({
      ...ACCEPTED,
      postId: hasPostId ? POST_ID : null,
      sends: call === 'returnsends' ? sendsOf(format) : null,
      agents: call === 'transfer' ? AGENTS : null,
      unread: broken ? ['PostID: true'] : [],
    });
  });
});

describe('the other calls', () => {
  test.each(named(({ section }) => section === 'Update Lead'))('%s', async (_, sample) => {
    answerWith(sample);
    const update = { leadUid: 999999999, fields: [], processDelivery: false };
    const answer = await postUpdate(client, access(), { body: 'json', answer: sample.format }, update);
    if (isQueued(sample)) expect(answer).toMatchObject(QUEUED);
    else expect(answer).toMatchObject({ ...ACCEPTED, words: 'Lead information updated', postId: POST_ID, unread: [] });
  });

  test.each(named(({ section }) => section === 'PING'))('%s', async (_, sample) => {
    answerWith(sample);
    const answer = await pingLead(
      client,
      access(),
      { body: 'form', answer: sample.format, async: isQueued(sample) },
      [],
    );
    if (isQueued(sample)) {
      expect(answer).toMatchObject(QUEUED);
      return;
    }
    expect(answer).toMatchObject({
      is: 'accepted',
      price: 25,
      words: 'Coverage found, please supply Order ID in POST',
      order: {
        orderId: '7cef1c61-916c-4ea8-b79f-5572e73c4602',
        requestId: 'ce77b056-0103-4cf8-badf-2e73087b6e5a',
        expiresOn: '4/30/2020 1:53:45 PM',
        expiresInMs: 0,
      },
    });
  });

  test.each(named(({ section }) => section === 'Duplicate Check'))('%s', async (_, sample) => {
    answerWith(sample);
    const answer = await checkDuplicate(client, access(), { body: 'form', answer: sample.format }, []);
    const [receivedOn, at] =
      sample.format === 'json'
        ? ['4/30/2020 1:53:45 PM', '2020-04-30T13:53:45Z']
        : ['2022-12-28T15:29:34Z', '2022-12-28T15:29:34Z'];
    expect(answer).toMatchObject({ is: 'duplicate', leadId: '12345678', receivedOn, receivedAt: Date.parse(at) });
  });

  test.each(named(({ section }) => section === 'Status URL'))('%s', async (_, sample) => {
    answerWith(sample);
    const postId = '98bc0376-64f0-4525-802b-249c01d36c36';
    expect(await postStatus(client, access(), { postId })).toEqual({
      is: 'accepted',
      postId,
      leadId: '12345678',
      campaignId: '1234',
      reason: '',
      receivedAt: Date.parse('2025-11-04T22:29:22.147Z'),
      review: { state: 'passed', at: Date.parse('2025-11-04T22:29:22.770Z'), reason: '' },
      returned: { is: false, at: null, reason: '' },
      price: 0,
      unread: [],
    });
  });
});
