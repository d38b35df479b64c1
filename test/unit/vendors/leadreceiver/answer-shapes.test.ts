import { describe, expect, test } from 'vitest';
import { ownStatusUrl } from '../../../../src-main/vendors/leadreceiver/addresses.ts';
import { type Asked, askedOf } from '../../../../src-main/vendors/leadreceiver/asked.ts';
import { readPost } from '../../../../src-main/vendors/leadreceiver/read-post.ts';
import { readStatus } from '../../../../src-main/vendors/leadreceiver/read-status.ts';
import { DEEPEST } from '../../../../src-main/vendors/outline.ts';

/** Answers in shapes that the document doesn't show, but a server may well write: they are used, or shown as they came. */
const access = { url: 'https://leads.example', vid: 18, lid: 1, aid: 23, password: 'pw-word', token: 'tok-word' };
const answerOf = (body: string) =>
  ({ kind: 'answer', status: 200, contentType: '', retryAfter: '', body, ms: 1 }) as const;
const read = (body: string, call: Asked['call'] = 'general') => readPost(answerOf(body), askedOf(access, call));
const accepted = (more: object) =>
  JSON.stringify({ PostID: 'f5666260-1c2c', isValidPost: true, ResponseType: 0, LeadIdentifier: 7, ...more });
const xml = (inner: string) =>
  `<PostResponse><isValidPost>true</isValidPost><ResponseType>0</ResponseType><LeadIdentifier>7</LeadIdentifier>${inner}</PostResponse>`;

test.each([
  ['.50', 0.5],
  ['$.5', 0.5],
  ['USD 12.50', 12.5],
  ['USD12.50', 12.5],
  ['US$ 1,250.75', 1250.75],
  ['12.50 USD', 12.5],
  ['25.', 25],
])('the price %s', (price, dollars) => {
  expect(read(accepted({ Price: price }))).toMatchObject({ is: 'accepted', price: dollars, unread: [] });
});

test.each(['12,50', '1.25e1', 'twelve', '.', '$', 'USD', '1.2.3'])('no price: %s', (price) => {
  expect(read(accepted({ Price: price }))).toMatchObject({ price: null, unread: [`Price: ${price}`] });
});

describe('what the receiver says in several texts', () => {
  const refused = (details: unknown) =>
    read(JSON.stringify({ isValidPost: false, ResponseType: 9, ResponseDetails: details }));
  test('is shown whole', () => {
    expect(refused(['Zip is invalid', 'State is required'])).toMatchObject({
      is: 'refused',
      words: 'Zip is invalid; State is required',
      sentence: 'The lead’s data was refused: “Zip is invalid; State is required”',
    });
    expect(refused([{ Field: 'Zip', Error: 'is invalid' }, { Field: 'State' }])).toMatchObject({
      words: 'Field: Zip, Error: is invalid; State',
    });
    const inXml = '<ResponseDetails><string>Zip is invalid</string><string>No state</string></ResponseDetails>';
    expect(read(xml(inXml))).toMatchObject({ words: 'Zip is invalid; No state' });
  });

  test('still without secrets', () => {
    expect(refused(['Wrong: pw-word'])).toMatchObject({ words: expect.not.stringContaining('pw-word') });
  });

  test('however deeply it is nested', () => {
    const levels = DEEPEST - 3;
    const deep = `${'{"a":'.repeat(levels)}"deep"${'}'.repeat(levels)}`;
    expect(read(`{"isValidPost":false,"ResponseType":9,"ResponseDetails":${deep}}`)).toMatchObject({ words: 'deep' });
  });

  test('also as the reason of a status', () => {
    const status = readStatus(
      answerOf('{"IsValid":false,"RejectionReason":["Outside","of criteria"]}'),
      askedOf(access, 'status'),
      'f5666260-1c2c',
    );
    expect(status).toMatchObject({ is: 'refused', reason: 'Outside; of criteria' });
  });
});

describe('sends and agents', () => {
  const one = '<ClientUID>1</ClientUID><ClientName>One</ClientName><Valid>true</Valid><Price>15</Price>';
  const two = '<ClientUID>2</ClientUID><ClientName>Two</ClientName><Valid>true</Valid><Price>10</Price>';
  const sends = [
    { clientId: '1', clientName: 'One', valid: true, price: 15, redirectUrl: null },
    { clientId: '2', clientName: 'Two', valid: true, price: 10, redirectUrl: null },
  ];
  test('under another name of an item', () => {
    const answer = read(xml(`<Sends><Send>${one}</Send><Send>${two}</Send></Sends>`), 'returnsends');
    expect(answer).toMatchObject({ sends, unread: [] });
    expect(read(xml(`<Sends><Send>${one}</Send></Sends>`), 'returnsends')).toMatchObject({ sends: sends.slice(0, 1) });
    const agents =
      '<ClientInfos><Agent><ClientUID>1</ClientUID><AgentPhone>7025551212</AgentPhone></Agent></ClientInfos>';
    expect(read(xml(agents), 'transfer')).toMatchObject({ agents: [{ clientId: '1', agentPhone: '7025551212' }] });
  });

  test('without any member of the document are shown as they came', () => {
    const strange = read(accepted({ Sends: [{ Buyer: 'One', Amount: 15 }] }), 'returnsends');
    expect(strange).toMatchObject({ is: 'accepted', unread: ['Sends: {"Buyer":"One","Amount":15}'] });
  });

  test('an agent’s phone that is a flag, as the document’s type has it', () => {
    const agent = read(accepted({ ClientInfos: [{ ClientName: 'One', AgentPhone: true }] }), 'transfer');
    expect(agent).toMatchObject({ agents: [{ agentPhone: '' }], unread: ['AgentPhone: true'] });
  });
});

test('an answer inside a text of XML', () => {
  const inner = xml('<Price>25</Price>').replaceAll('<', '&lt;');
  const head = '<?xml version="1.0"?><string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">';
  expect(read(`${head}${inner}</string>`)).toMatchObject({ is: 'accepted', leadId: '7', price: 25 });
  expect(read(`${head}${accepted({ Price: 25 })}</string>`)).toMatchObject({ is: 'accepted', leadId: '7', price: 25 });
  expect(read(`${head}Accepted</string>`)).toMatchObject({ is: 'unknown' });
});

test('a status address without its host is the connection’s', () => {
  const whole = 'https://leads.example/information/queuestatus/f5666260-1c2c';
  expect(ownStatusUrl('https://leads.example', '/information/queuestatus/f5666260-1c2c')).toBe(whole);
  expect(ownStatusUrl('https://leads.example/', 'information/queuestatus/f5666260-1c2c')).toBe(whole);
  for (const other of [
    '//evil.example/information/status/a1',
    '/other/status/a1',
    '/information/status/../../x',
    'n/a',
  ])
    expect(ownStatusUrl('https://leads.example', other), other).toBeNull();
});

test('a queued post whose id is only in its status address', () => {
  const queued = (url: string) => read(JSON.stringify({ QueueSuccessful: true, StatusURL: url }));
  const id = 'f5666260-1c2c-4bd5-9611-bb1387ca2397';
  expect(queued(`https://leads.example/information/queuestatus/${id}`)).toMatchObject({ is: 'queued', postId: id });
  expect(queued(`https://elsewhere.example/information/queuestatus/${id}`)).toMatchObject({ is: 'unknown' });
});
