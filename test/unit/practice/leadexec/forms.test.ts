import { describe, expect, it } from 'vitest';
import {
  CALL,
  CAMPAIGN,
  FIRST_LEAD,
  type Format,
  leadexec,
  type Post,
  type PostAnswer,
  post,
  UUID,
} from './support.ts';

/** Every request form that the document has: call, body, whether it is queued. Each is asked for JSON and for XML. */
const SYNC: readonly (readonly [string, Format])[] = [
  ...(['general', 'manualredirect', 'returnsends', 'transfer', 'calldata'] as const).flatMap((kind) =>
    (['form', 'xml', 'json'] as const).flatMap((body) =>
      kind === 'manualredirect' && body === 'json' ? [] : [[kind, body] as const],
    ),
  ),
];
const QUEUED = SYNC.filter(([kind]) => kind !== 'manualredirect');
const ANSWERS = ['json', 'xml'] as const;

const what = (kind: string): Post => (kind === 'calldata' ? { properties: CALL } : {});
const HEAD =
  '<?xml version="1.0" encoding="utf-8"?>\n<PostResponse xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">';
const REDIRECT = 'https://example.com/demo/thanks';

describe('a posted lead is answered as its section of the document shows', () => {
  it.each(SYNC)('%s, %s, JSON', async (kind, body) => {
    const vendor = await leadexec();
    const reply = await post(vendor, `/processor/insert/${kind}/json`, body, what(kind));
    expect(reply.status).toBe(200);
    expect(reply.type).toContain('application/json');
    const told = JSON.parse(reply.text) as PostAnswer | PostAnswer[];
    const listed = body === 'json' && kind !== 'general';
    expect(Array.isArray(told)).toBe(listed);
    const answer = (Array.isArray(told) ? told[0] : told) as PostAnswer;
    const byName = body === 'form' && (kind === 'general' || kind === 'manualredirect');
    const sends = { ClientUID: 1234, ClientName: 'Demo Company', RedirectURL: '', Valid: true, Price: 25 };
    const john = { ClientUID: 1234, ClientName: 'Demo Company', AgentName: 'John Smith', AgentPhone: '7025551212' };
    const bob = { ClientUID: 5679, ClientName: 'Acme Company', AgentName: 'Bob McCarthy', AgentPhone: '6025551212' };
    expect(answer).toEqual({
      PostID: expect.stringMatching(UUID),
      isValidPost: true,
      ResponseType: byName ? 'No_Error' : 0,
      ResponseDetails: 'Lead was accepted',
      LeadIdentifier: FIRST_LEAD,
      VendorAccountAssigned: CAMPAIGN.general,
      PendingQCReview: false,
      Price: 25,
      RedirectURL: kind === 'manualredirect' ? REDIRECT : '',
      ...(kind === 'returnsends' ? { Sends: [sends, { ...sends, ClientUID: 5679, ClientName: 'Acme Company' }] } : {}),
      ...(kind === 'transfer' ? { ClientInfos: [john, bob] } : {}),
      ...(kind === 'returnsends' || kind === 'transfer'
        ? {}
        : { StatusURL: `${vendor.url}/information/status/${answer.PostID}` }),
    });
    expect(vendor.admin.lead(FIRST_LEAD)?.fields).toMatchObject({ FirstName: 'Ann', PrimaryPhone: '7025550123' });
    expect(vendor.admin.ledger()).toMatchObject([{ kind, body, state: 'accepted', leadUid: FIRST_LEAD }]);
  });

  it.each(SYNC)('%s, %s, XML', async (kind, body) => {
    const vendor = await leadexec();
    const { text, type } = await post(vendor, `/processor/insert/${kind}/xml`, body, what(kind));
    expect(type).toContain('application/xml');
    const { postId } = vendor.admin.ledger()[0] ?? { postId: '' };
    const withId = kind === 'general' || kind === 'manualredirect' ? `<PostID>${postId}</PostID>` : '';
    const send = (uid: number, name: string) =>
      `<SendInfo><ClientUID>${uid}</ClientUID><ClientName>${name}</ClientName><RedirectURL /><Valid>true</Valid><Price>25</Price></SendInfo>`;
    const agent = (uid: number, name: string, who: string, phone: string) =>
      `<ClientInfo><ClientUID>${uid}</ClientUID><ClientName>${name}</ClientName><AgentName>${who}</AgentName><AgentPhone>${phone}</AgentPhone></ClientInfo>`;
    const endings: Readonly<Record<string, string>> = {
      returnsends: `<RedirectURL /><Sends>${send(1234, 'Demo Company')}${send(5679, 'Acme Company')}</Sends>`,
      transfer: `<RedirectURL /><ClientInfos>${agent(1234, 'Demo Company', 'John Smith', '7025551212')}${agent(5679, 'Acme Company', 'Bob McCarthy', '6025551212')}</ClientInfos>`,
      manualredirect: `<RedirectURL>${REDIRECT}</RedirectURL><StatusURL>${vendor.url}/information/status/${postId}</StatusURL>`,
    };
    const usual = `<RedirectURL /><StatusURL>${vendor.url}/information/status/${postId}</StatusURL>`;
    expect(text).toBe(
      `${HEAD}${withId}<isValidPost>true</isValidPost><ResponseType>No_Error</ResponseType><ResponseDetails>Lead was accepted</ResponseDetails>` +
        `<LeadIdentifier>${FIRST_LEAD}</LeadIdentifier><VendorAccountAssigned>23</VendorAccountAssigned><PendingQCReview>false</PendingQCReview><Price>25</Price>` +
        `${endings[kind] ?? usual}</PostResponse>`,
    );
  });

  it.each(['form', 'xml'] as const)('autoredirect, %s: forwards to the buyer', async (body) => {
    const vendor = await leadexec();
    const reply = await post(vendor, '/processor/insert/autoredirect/json', body);
    expect(reply).toMatchObject({ status: 302, text: '' });
    expect(reply.headers.get('location')).toBe(REDIRECT);
    expect(vendor.admin.count()).toBe(1);
    vendor.admin.setBehaviour({ autoredirect: 'answer' });
    const again = await post(vendor, '/processor/insert/autoredirect/json', body);
    expect(JSON.parse(again.text)).toMatchObject({
      isValidPost: false,
      ResponseType: body === 'form' ? 'Duplicate_Lead' : 6,
    });
  });

  it.each(QUEUED.flatMap(([kind, body]) => ANSWERS.map((answer) => [kind, body, answer] as const)))(
    '%s, %s, %s, async',
    async (kind, body, answer) => {
      const vendor = await leadexec();
      const { text } = await post(vendor, `/processor/insert/${kind}/${answer}/async`, body, what(kind));
      const { postId } = vendor.admin.ledger()[0] ?? { postId: '' };
      const url = `${vendor.url}/information/queuestatus/${postId}`;
      const details = 'Lead has been queued for processing';
      if (answer === 'json') {
        expect(text).toBe(
          JSON.stringify({ QueueSuccessful: true, PostID: postId, ResponseDetails: details, StatusURL: url }),
        );
      } else {
        expect(text).toBe(
          `${HEAD.replace('PostResponse', 'LeadQueueResponse')}<QueueSuccessful>true</QueueSuccessful><PostID>${postId}</PostID><ResponseDetails>${details}</ResponseDetails><StatusURL>${url}</StatusURL></LeadQueueResponse>`,
        );
      }
      expect(vendor.admin.count()).toBe(0);
      vendor.admin.moveOn(vendor.admin.behaviour().queueMs);
      expect(vendor.admin.ledger()).toMatchObject([
        { kind, body, queued: true, state: 'accepted', leadUid: FIRST_LEAD },
      ]);
    },
  );
});

describe('the addresses of the document', () => {
  it('without a response type the answer is XML; what the document has no form of is refused by HTTP', async () => {
    const vendor = await leadexec();
    expect((await post(vendor, '/processor/insert/general', 'form')).text).toContain('<isValidPost>true</isValidPost>');
    const refused = async (path: string, body: Format) => (await post(vendor, path, body)).status;
    expect(await refused('/processor/insert/manualredirect/json/async', 'form')).toBe(404);
    expect(await refused('/processor/insert/general/async', 'form')).toBe(404);
    expect(await refused('/processor/insert/general/yaml', 'form')).toBe(404);
    expect(await refused('/processor/insert/autoredirect/json', 'json')).toBe(415);
    expect(await refused('/processor/insert/ping/json', 'xml')).toBe(415);
    expect(await refused('/processor/update/json', 'xml')).toBe(415);
    expect((await fetch(`${vendor.url}/processor/insert/general/json?vid=18`)).status).toBe(405);
    expect(vendor.admin.count()).toBe(1);
  });

  it('a form is also read where it names its type as the document does', async () => {
    const vendor = await leadexec();
    const body =
      'vid=18&lid=1&aid=33&FirstName=A&LastName=B&Email=a%40b.example&PrimaryPhone=7025550100&State=nv&Zip=89101';
    const answer = await fetch(`${vendor.url}/processor/insert/general/json`, {
      method: 'POST',
      headers: { 'content-type': 'x-www-form-urlencoded' },
      body,
    });
    expect(await answer.json()).toMatchObject({ isValidPost: true, VendorAccountAssigned: CAMPAIGN.open });
  });
});
