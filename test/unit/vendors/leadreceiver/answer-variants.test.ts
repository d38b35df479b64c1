import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { HttpResult } from '../../../../src-main/platform/http-messages.ts';
import { RESPONSE_TYPES } from '../../../../src-main/vendors/leadreceiver/answer-types.ts';
import { type Asked, askedOf } from '../../../../src-main/vendors/leadreceiver/asked.ts';
import { readDuplicate } from '../../../../src-main/vendors/leadreceiver/read-duplicate.ts';
import { readPost } from '../../../../src-main/vendors/leadreceiver/read-post.ts';
import { readStatus } from '../../../../src-main/vendors/leadreceiver/read-status.ts';

/** Every answer of the document, and each again as another server may write it: it says the same. */
interface Sample {
  readonly section: string;
  readonly part: string;
  readonly format: 'json' | 'xml';
  readonly text: string;
}
const samples = JSON.parse(
  readFileSync(new URL('./documented-answers.json', import.meta.url), 'utf8'),
) as readonly Sample[];

const access = { url: 'https://leads.example', vid: 18, lid: 1, aid: 23, password: 'pw-word', token: 'tok-word' };
const NOW = Date.parse('2020-04-30T13:00:00Z');
const STATUS_OF = '98bc0376-64f0-4525-802b-249c01d36c36';

function callOf({ section }: Sample): Asked['call'] {
  if (section.startsWith('Create Redirect')) return 'manualredirect';
  if (section.includes('was sent to')) return 'returnsends';
  if (section.includes('transferred to')) return 'transfer';
  if (section.startsWith('Create Call')) return 'calldata';
  if (section.startsWith('Create')) return 'general';
  if (section === 'PING') return 'ping';
  return section === 'Update Lead' ? 'update' : section === 'Status URL' ? 'status' : 'duplicate';
}

function read(sample: Sample, body: string) {
  const call = callOf(sample);
  const asked = askedOf(access, call);
  const result: HttpResult = { kind: 'answer', status: 200, contentType: '', retryAfter: '', body, ms: 1 };
  if (call === 'status') return readStatus(result, asked, STATUS_OF);
  return call === 'duplicate' ? readDuplicate(result, asked) : readPost(result, asked, NOW);
}

/** Another way to write each value of one name, in either format. */
const each = (names: string, write: (value: string) => string) => (text: string) =>
  text
    .replace(new RegExp(`("(?:${names})"\\s*:\\s*)("(?:[^"]*)"|[^\\s,}\\]]+)`, 'g'), (_, name: string, value: string) =>
      name.concat(write(value.replaceAll('"', ''))),
    )
    .replace(new RegExp(`(<(${names})>)([^<]*)(</\\2>)`, 'g'), (_, begin: string, __, value: string, end: string) =>
      [begin, write(value).replaceAll('"', ''), end].join(''),
    );
const quoted = (value: string) => (value === 'null' ? value : `"${value}"`);
const FLAGS =
  'isValidPost|IsValid|PendingQCReview|QueueSuccessful|WillAccept|Valid|IsDuplicate|PendingReview|IsReturned|IsQualityControlRejected';
const NUMBERS = 'LeadIdentifier|VendorAccountAssigned|ClientUID|DuplicateLeadId';
const PRICES = 'Price|EstimatedPrice';
const numberOf = (type: string) => String((RESPONSE_TYPES as readonly string[]).indexOf(type));
const isNumber = (value: string) => /^\d/.test(value);

const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  'as it stands': (text) => text,
  'ResponseDetail for ResponseDetails': (text) => text.replaceAll('ResponseDetails', 'ResponseDetail'),
  'response types by number': each('ResponseType', (value) => (isNumber(value) ? value : numberOf(value))),
  'response types by number, as text': each('ResponseType', (value) =>
    quoted(isNumber(value) ? value : numberOf(value)),
  ),
  'response types by name': each('ResponseType', (value) =>
    quoted(isNumber(value) ? (RESPONSE_TYPES[Number(value)] ?? value) : value),
  ),
  'flags as text': each(FLAGS, quoted),
  'flags as text with a capital': each(FLAGS, (value) => quoted(value.charAt(0).toUpperCase() + value.slice(1))),
  'flags as numbers': each(FLAGS, (value) => (value === 'true' ? '1' : value === 'false' ? '0' : value)),
  'numbers as text': each(NUMBERS, quoted),
  'prices as text': each(PRICES, quoted),
  'prices as text with cents': each(PRICES, (value) => quoted(Number(value).toFixed(2))),
  'prices with a dollar sign': each(PRICES, (value) => quoted(`$${Number(value).toFixed(2)}`)),
  'prices as numbers': each(PRICES, (value) => Number(value).toFixed(1)),
  'in a list of one': (text) => {
    if (text.trim().startsWith('[')) return text;
    if (text.trim().startsWith('{')) return `[${text}]`;
    const [, head = '', root = ''] = /^(<\?.*?\?>)\s*(.*)$/s.exec(text) ?? [];
    return `${head}<ArrayOfPostResponse>${root}</ArrayOfPostResponse>`;
  },
  'out of its list': (text) => text.replace(/^\s*\[([\s\S]*)\]\s*$/, '$1'),
  'names in another case': (text) =>
    text
      .replace(/"(\w+)"(\s*:)/g, (_, name: string, colon: string) => `"${name.toLowerCase()}"${colon}`)
      .replace(/<(\/?)(\w+)/g, (_, slash: string, name: string) => `<${slash}${name.toLowerCase()}`),
  'with members that are new': (text) =>
    text
      .replace(/\{/, '{"Trace":{"Node":"a-1","Ms":3},"Tags":[1,"b"],')
      .replace(/<(PostResponse|LeadQueueResponse|PingResponse)[^>]*>/, '$&<Trace><Node>a-1</Node></Trace><Tags />'),
  'behind a byte order mark, with space around': (text) => `\uFEFF\r\n${text}\r\n`,
  'what is empty as null': (text) =>
    text
      .replace(/"(?:RedirectURL|StatusURL|RejectionReason|ReturnReason)"\s*:\s*""/g, (part) =>
        part.replace('""', 'null'),
      )
      .replace(/<(RedirectURL|StatusURL)(?: \/>|><\/\1>)/g, '<$1 xsi:nil="true" />'),
};

const nameOf = ({ section, part, format }: Sample) => `${section}, ${part}, ${format}`;

describe('the 64 answers of the document, written otherwise, say the same:', () => {
  test.each(Object.entries(VARIANTS))('%s', (_, vary) => {
    for (const sample of samples) {
      const documented = read(sample, sample.text);
      expect(documented.is, nameOf(sample)).not.toBe('unknown');
      expect(read(sample, vary(sample.text)), nameOf(sample)).toEqual(documented);
    }
  });

  test('each way changes some of them', () => {
    const same = Object.entries(VARIANTS).filter(([, vary]) => samples.every(({ text }) => vary(text) === text));
    expect(same.map(([name]) => name)).toEqual(['as it stands']);
  });
});

/** One instant in each form of a date that the document shows. */
const INSTANT = Date.parse('2020-04-30T13:53:45Z');
const DATES = [
  '4/30/2020 1:53:45 PM',
  '4/30/2020 1:53:45 PM UTC',
  '04/30/2020 01:53:45 PM',
  '2020-04-30T13:53:45Z',
  '2020-04-30T13:53:45.000Z',
  '2020-04-30T13:53:45.0000000Z',
  '2020-04-30T13:53:45',
  '2020-04-30T06:53:45-07:00',
  '2020-04-30 13:53:45',
];
test.each(DATES)('the date %s', (date) => {
  const dated = samples.filter(({ text }) => /ReceivedOn|OrderExpiresOn|DateReceived/.test(text));
  expect(dated).toHaveLength(5);
  for (const sample of dated) {
    const vary = each('ReceivedOn|OrderExpiresOn|DateReceived|DateOfReview', () => quoted(date));
    const answer = read(sample, vary(sample.text));
    if ('order' in answer && answer.order !== null) expect(answer.order.expiresInMs).toBe(INSTANT - NOW);
    else expect(answer, nameOf(sample)).toMatchObject({ receivedAt: INSTANT });
    if ('review' in answer) expect(answer.review).toMatchObject({ state: 'passed', at: INSTANT });
  }
});
