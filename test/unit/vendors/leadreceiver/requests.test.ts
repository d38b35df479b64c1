import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchange } from '../../../../src-main/vendors/exchange.ts';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import type { AnswerFormat, BodyFormat, InsertCall } from '../../../../src-main/vendors/leadreceiver/addresses.ts';
import type { LeadToPost, PostForm, ReceiverAccess } from '../../../../src-main/vendors/leadreceiver/request-types.ts';
import {
  createCallLead,
  createGeneralLead,
  createLeadToTransfer,
  createLeadWithSends,
  createRedirectLead,
  duplicateCheck,
  ping,
  type ReceiverRequest,
  statusRequest,
  updateLead,
} from '../../../../src-main/vendors/leadreceiver/requests.ts';
import { type RecordingReceiver, recordingReceiver } from './recording-receiver.ts';

let receiver: RecordingReceiver;
let client: HttpClient;
beforeAll(async () => {
  receiver = await recordingReceiver(() => ({ body: '{}' }));
  client = new HttpClient();
});
afterAll(async () => {
  await client.close();
  await receiver.close();
});

const access = (): ReceiverAccess => ({
  url: receiver.url,
  vid: 18,
  lid: 1,
  aid: 23,
  password: 'pa&s "w"',
  token: 'to-ken',
});

const NAMES = [
  ['FirstName', 'Ann'],
  ['LastName', "O'Brien & <Sons>"],
] as const;
const CALL = {
  ivrNumber: '8005551212',
  durationSeconds: 61,
  result: 'Sold',
  at: { date: '2020-11-13', minutes: 15 * 60 + 15, zone: 'America/New_York' },
};
const RETURN = 'https://desk.example/done?id=1';
const ORDER = '7cef1c61-916c-4ea8-b79f-5572e73c4602';
const POST_ID = '98bc0376-64f0-4525-802b-249c01d36c36';

const FORM_START = 'vid=18&lid=1&aid=23&password=pa%26s+%22w%22';
const FORM_FIELDS = 'FirstName=Ann&LastName=O%27Brien+%26+%3CSons%3E';
const FORM_CALL = 'ivrnumber=8005551212&callduration=61&callresult=Sold&calldate=11%2F13%2F2020+12%3A15+PM';
const FORM_RETURN = 'returnurl=https%3A%2F%2Fdesk.example%2Fdone%3Fid%3D1';
const XML_START = '<Leads vid="18" lid="1" aid="23" password="pa&amp;s &quot;w&quot;"';
const XML_RETURN = ' returnurl="https://desk.example/done?id=1"';
const XML_FIELDS = "<FirstName>Ann</FirstName><LastName>O'Brien &amp; &lt;Sons&gt;</LastName>";
const XML_CALL =
  '<IVRNumber>8005551212</IVRNumber><CallDuration>61</CallDuration><CallResult>Sold</CallResult><CallDate>11/13/2020 12:15 PM</CallDate>';
const JSON_SOURCE = '"vid":18,"aid":23,"lid":1,"password":"pa&s \\"w\\""';
const JSON_FIELDS = '{"FirstName":"Ann","LastName":"O\'Brien & <Sons>"}';
const JSON_CALL = ',"ivrNumber":"8005551212","callDuration":61,"callResult":"Sold","callDate":"11/13/2020 12:15 PM"';

/** The body that the document has for a post of that kind. */
function documented(call: InsertCall, body: BodyFormat, async: boolean): string {
  const isCall = call === 'calldata';
  if (body === 'form') {
    const order = call === 'general' && !async ? [`orderid=${ORDER}`] : [];
    return [FORM_START, ...order, ...(isCall ? [FORM_CALL] : []), ...(async ? [FORM_RETURN] : []), FORM_FIELDS].join(
      '&',
    );
  }
  if (body === 'xml') {
    return `${XML_START}${async ? XML_RETURN : ''}><Lead reference="R-1">${isCall ? XML_CALL : ''}${XML_FIELDS}</Lead></Leads>`;
  }
  const returns = async ? ',"returnURL":"https://desk.example/done?id=1"' : '';
  return `{"source":{${JSON_SOURCE},"sendDelay":1.5${returns}},"leads":[{"properties":{"reference":"R-1","noSell":true${isCall ? JSON_CALL : ''}},"fields":${JSON_FIELDS}}]}`;
}

interface Row {
  readonly name: string;
  readonly request: (access: ReceiverAccess) => ReceiverRequest;
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

const TYPES = { form: 'application/x-www-form-urlencoded', xml: 'application/xml', json: 'application/json' };
const ANSWERS: readonly AnswerFormat[] = ['json', 'xml'];

function insertRow(call: InsertCall, body: BodyFormat, answer: AnswerFormat, async: boolean): Row {
  const form: PostForm = {
    body,
    answer,
    async,
    ...(async ? { returnUrl: RETURN } : {}),
    ...(call === 'general' && body === 'form' && !async ? { orderId: ORDER } : {}),
    ...(body === 'json' ? { sendDelayHours: 1.5 } : {}),
  };
  const lead: LeadToPost = {
    fields: NAMES,
    ...(body === 'form' ? {} : { reference: 'R-1' }),
    ...(body === 'json' ? { noSell: true } : {}),
    ...(call === 'calldata' ? { call: CALL } : {}),
  };
  const functions = {
    general: createGeneralLead,
    returnsends: createLeadWithSends,
    transfer: createLeadToTransfer,
    calldata: createCallLead,
  };
  return {
    name: `${call}, ${body}, answered in ${answer}${async ? ', async' : ''}`,
    request: (from) =>
      call === 'manualredirect' || call === 'autoredirect'
        ? createRedirectLead(from, form, [lead], call)
        : functions[call](from, form, [lead]),
    path: `/processor/insert/${call}/${answer}${async ? '/async' : ''}`,
    type: TYPES[body],
    body: documented(call, body, async),
  };
}

const rows: Row[] = [];
for (const answer of ANSWERS) {
  for (const call of ['general', 'returnsends', 'transfer', 'calldata'] as const) {
    for (const body of ['form', 'xml', 'json'] as const) {
      for (const async of [false, true]) rows.push(insertRow(call, body, answer, async));
    }
  }
  for (const call of ['manualredirect', 'autoredirect'] as const) {
    for (const body of ['form', 'xml'] as const) rows.push(insertRow(call, body, answer, false));
  }
  const facts = [['ZIP', '07030']] as const;
  rows.push(
    {
      name: `ping, form, answered in ${answer}`,
      request: (from) => ping(from, { body: 'form', answer }, facts),
      path: `/processor/insert/ping/${answer}`,
      type: TYPES.form,
      body: `${FORM_START}&ZIP=07030`,
    },
    {
      name: `ping, form, answered in ${answer}, async`,
      request: (from) => ping(from, { body: 'form', answer, async: true, returnUrl: RETURN }, facts),
      path: `/processor/insert/ping/${answer}/async`,
      type: TYPES.form,
      body: `${FORM_START}&${FORM_RETURN}&ZIP=07030`,
    },
    {
      name: `ping, json, answered in ${answer}`,
      request: (from) => ping(from, { body: 'json', answer }, facts),
      path: `/processor/insert/ping/${answer}`,
      type: TYPES.json,
      body: `{"source":{${JSON_SOURCE}},"leads":[{"properties":{},"fields":{"ZIP":"07030"}}]}`,
    },
    {
      name: `update, form, answered in ${answer}`,
      request: (from) =>
        updateLead(from, { body: 'form', answer }, { leadUid: 1234567, fields: NAMES, processDelivery: false }),
      path: `/processor/update/${answer}`,
      type: TYPES.form,
      body: `vid=18&lid=1&lpleaduid=1234567&processDelivery=false&${FORM_FIELDS}`,
    },
    {
      name: `update, json, answered in ${answer}`,
      request: (from) =>
        updateLead(from, { body: 'json', answer }, { leadUid: 1234567, fields: NAMES, processDelivery: true }),
      path: `/processor/update/${answer}`,
      type: TYPES.json,
      body: `{"source":{"vid":18,"lid":1},"leads":[{"properties":{"leadUID":1234567,"processDelivery":true},"fields":${JSON_FIELDS}}]}`,
    },
    {
      name: `duplicate check, form, answered in ${answer}`,
      request: (from) => duplicateCheck(from, { body: 'form', answer }, [['email', 'test@test.com']]),
      path: '/processor/duplicate/check',
      type: TYPES.form,
      body: `${FORM_START}&email=test%40test.com`,
    },
    {
      name: `duplicate check, json, answered in ${answer}`,
      request: (from) => duplicateCheck(from, { body: 'json', answer }, [['Email', 'test@test.com']]),
      path: '/processor/duplicate/check',
      type: TYPES.json,
      body: `{"source":{${JSON_SOURCE}},"leads":[{"properties":{},"fields":{"Email":"test@test.com"}}]}`,
    },
  );
}

describe('every request form of the document, as it arrives', () => {
  test('there is a row for each', () => expect(rows.length).toBe(70));

  test.each(rows)('$name', async ({ request, path, type, body }) => {
    const { target, body: sent, shown } = request(access());
    const result = await exchange(client, { ...target, body: sent });
    expect(result.kind).toBe('answer');
    const one = receiver.received.at(-1);
    expect(one?.line).toBe(`POST ${path}`);
    expect(one?.headers['content-type']).toBe(type);
    expect(one?.headers.authorization).toBe('Bearer to-ken');
    expect(one?.headers.host).toBe(new URL(receiver.url).host);
    expect(one?.body).toBe(body);
    expect(shown).not.toMatch(/pa(?:&|&amp;|%26)s/);
  });

  test.each(['status', 'queuestatus'] as const)('GET /information/%s/[PostID], without the token', async (call) => {
    await exchange(client, statusRequest(access(), { postId: POST_ID, call }));
    const one = receiver.received.at(-1);
    expect(one?.line).toBe(`GET /information/${call}/${POST_ID}`);
    expect(one?.headers.authorization).toBeUndefined();
  });

  test('a duplicate check says in a header how it wants to be answered', async () => {
    const { target, body } = duplicateCheck(access(), { body: 'form', answer: 'xml' }, [['email', 'a@b.c']]);
    await exchange(client, { ...target, body });
    expect(receiver.received.at(-1)?.headers.accept).toBe('application/xml');
  });

  test('each post has a connection of its own', async () => {
    const { target, body } = createGeneralLead(access(), { body: 'form', answer: 'json' }, [{ fields: NAMES }]);
    await exchange(client, { ...target, body });
    await exchange(client, { ...target, body });
    const [first, second] = receiver.received.slice(-2).map(({ connection }) => connection);
    expect(second).toBe((first ?? 0) + 1);
  });
});

test('several leads go in one XML or JSON post', () => {
  const leads = [{ fields: NAMES, reference: 'A' }, { fields: [['FirstName', 'Bob']] as const }];
  const xml = createGeneralLead(access(), { body: 'xml', answer: 'json' }, leads);
  expect(xml.body).toBe(
    `${XML_START}><Lead reference="A">${XML_FIELDS}</Lead><Lead><FirstName>Bob</FirstName></Lead></Leads>`,
  );
  const json = createLeadWithSends(access(), { body: 'json', answer: 'json' }, leads);
  expect(json.body).toBe(
    `{"source":{${JSON_SOURCE}},"leads":[{"properties":{"reference":"A"},"fields":${JSON_FIELDS}},{"properties":{},"fields":{"FirstName":"Bob"}}]}`,
  );
});

test('what a connection does not have is left out', () => {
  const bare = { ...access(), aid: null, password: '', token: '' };
  const leads = [{ fields: [['FirstName', 'Ann']] as const }];
  const form = createGeneralLead(bare, { body: 'form', answer: 'json' }, leads);
  expect(form.body).toBe('vid=18&lid=1&FirstName=Ann');
  expect(form.target.headers).toEqual({ 'content-type': TYPES.form });
  const xml = createGeneralLead(bare, { body: 'xml', answer: 'json' }, leads);
  expect(xml.body).toBe('<Leads vid="18" lid="1"><Lead><FirstName>Ann</FirstName></Lead></Leads>');
  const json = createGeneralLead(bare, { body: 'json', answer: 'json' }, leads);
  expect(json.body).toBe('{"source":{"vid":18,"lid":1},"leads":[{"properties":{},"fields":{"FirstName":"Ann"}}]}');
});

test('an address below a path of its own keeps it', () => {
  const { target } = createGeneralLead(
    { ...access(), url: 'https://leads.example/tenant/' },
    { body: 'form', answer: 'xml' },
    [{ fields: NAMES }],
  );
  expect(target.url).toBe('https://leads.example/tenant/processor/insert/general/xml');
});

describe('what the document has no place for is refused before it is sent', () => {
  const lead = { fields: NAMES };
  const post =
    (form: PostForm, leads: readonly LeadToPost[] = [lead]) =>
    () =>
      createGeneralLead(access(), form, leads);
  const one = (name: string) => [{ fields: [[name, 'x']] as const }];
  const form = { body: 'form', answer: 'json' } as const;
  const xml = { body: 'xml', answer: 'json' } as const;
  const json = { body: 'json', answer: 'json' } as const;
  test.each<[string, () => unknown, RegExp]>([
    [
      'redirect as JSON',
      () => createRedirectLead(access(), json, [lead], 'manualredirect'),
      /can’t be sent as JSON.*form or XML/,
    ],
    ['redirect async', () => createRedirectLead(access(), { ...xml, async: true }, [lead], 'autoredirect'), /async/],
    ['order in JSON', post({ ...json, orderId: ORDER }), /order from a ping/],
    ['order async', post({ ...form, async: true, orderId: ORDER }), /order from a ping/],
    ['delay in a form', post({ ...form, sendDelayHours: 1 }), /delayed/],
    ['a delay below 0', post({ ...json, sendDelayHours: -1 }), /valid delay/],
    ['noSell in XML', post(xml, [{ ...lead, noSell: true }]), /not to be sold/],
    ['reference in a form', post(form, [{ ...lead, reference: 'R' }]), /have a reference/],
    ['several in a form', post(form, [lead, lead]), /sent alone/],
    ['several async', post({ ...json, async: true }, [lead, lead]), /sent alone/],
    ['none', post(json, []), /no lead/],
    ['a field that is a parameter', post(form, one('Password')), /parameter of the post/],
    [
      'a call detail as a field',
      () => createCallLead(access(), xml, [{ fields: [['callDATE', 'x']], call: CALL }]),
      /parameter/,
    ],
    ['a field twice', post(json, [{ fields: [...NAMES, ['firstname', 'x']] }]), /appears twice/],
    ['a field without a name', post(json, one(' ')), /no name/],
    ['a name that is no element’s', post(xml, one('First Name')), /“First Name”.*XML/],
    ['a sign that XML can’t carry', post(xml, [{ fields: [['Note', 'a\u0001b']] }]), /Note.*U\+0001/],
    ['a call lead without its number', () => createCallLead(access(), json, [lead]), /number that the lead called/],
    ['call details elsewhere', post(json, [{ ...lead, call: CALL }]), /Post a call lead/],
    ['a return address that is none', post({ ...json, async: true, returnUrl: 'desk' }), /return address/],
    ['a ping without its campaign', () => ping({ ...access(), aid: null }, form, NAMES), /A ping needs .*\(AID\)/],
    [
      'a duplicate check without its campaign',
      () => duplicateCheck({ ...access(), aid: null }, json, NAMES),
      /A duplicate check needs .*\(AID\)/,
    ],
    ['a source that is none', () => createGeneralLead({ ...access(), vid: 0 }, form, [lead]), /lead source/],
    [
      'a token with a line end',
      () => createGeneralLead({ ...access(), token: 'a\r\nb' }, form, [lead]),
      /access token/,
    ],
    [
      'an address in the clear',
      () => createGeneralLead({ ...access(), url: 'http://a.example' }, form, [lead]),
      /https/,
    ],
  ])('%s', (_, make, words) => expect(make).toThrow(words));
});
