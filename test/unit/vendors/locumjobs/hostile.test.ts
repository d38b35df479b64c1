import { describe, expect, it } from 'vitest';
import type { LeadAnswer } from '../../../../src-main/vendors/lead-answer.ts';
import { readLeads } from '../../../../src-main/vendors/locumjobs/client.ts';
import { access, answer, listAsXml, randomRecord, seeded } from './records.ts';

const url = `${access.base}/api/v2.0/leads.json`;
const read = (body: string, over: Parameters<typeof answer>[1] = {}): LeadAnswer =>
  readLeads(answer(body, over), access, url, Date.UTC(2026, 0, 1));
const GOOD = '{"id":1,"first_name":"Ann"}';

function recordsOf(found: LeadAnswer): Extract<LeadAnswer, { kind: 'records' }> {
  if (found.kind !== 'records') throw new Error(found.sentence);
  return found;
}

describe('answers that are no list of leads', () => {
  it.each([
    ['a captive portal', '<!DOCTYPE html><html><head><title>Airport WiFi</title></head></html>', 'not-the-vendor'],
    ['a portal in XHTML', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x" "y"><html/>', 'not-the-vendor'],
    ['a portal behind a mark and a comment', '\uFEFF<!-- hi -->\n<HTML><body>Sign in</body></HTML>', 'not-the-vendor'],
    ['nothing', '', 'unreadable'],
    ['space', ' \n ', 'unreadable'],
    ['words', 'Service unavailable', 'unreadable'],
    ['a number', '42', 'unreadable'],
    ['an error that says so', '{"error":"Invalid API key"}', 'unreadable'],
    ['JSON that is cut', `[${GOOD},{"id":2,"fir`, 'unreadable'],
    ['JSON with more behind it', `[${GOOD}] <b>PHP Warning</b>`, 'unreadable'],
    ['JSON without a comma', `[${GOOD}{"id":2}]`, 'unreadable'],
    ['JSON with a comma too many', `[${GOOD},]`, 'unreadable'],
    ['brackets that cross', '[{"id":1]}', 'unreadable'],
    ['XML that is cut', '<leads><lead><id>1</id></lead><lead><id>2</', 'unreadable'],
    ['XML that is cut between leads', '<leads><lead><id>1</id></lead>', 'unreadable'],
    ['XML that crosses', '<leads><lead><id>1</lead></id></leads>', 'unreadable'],
    ['XML with two roots', '<leads></leads><leads></leads>', 'unreadable'],
    ['XML with another root', '<error><message>No such key</message></error>', 'unreadable'],
    [
      'an entity bomb',
      '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><leads><lead><id>&b;</id></lead></leads>',
      'unreadable',
    ],
    ['a DOCTYPE in the middle', '<leads><!DOCTYPE x SYSTEM "file:///etc/passwd"><lead/></leads>', 'unreadable'],
  ])('%s', (_, body, why) => {
    const found = read(body);
    expect(found).toMatchObject({ kind: 'refused', why });
    expect(found.kind === 'refused' && found.sentence.length).toBeGreaterThan(30);
  });

  it('names what it found', () => {
    const sentence = (body: string) => {
      const found = read(body);
      return found.kind === 'refused' ? found.sentence : '';
    };
    expect(sentence('<html><title>Airport WiFi</title></html>')).toContain('sign-in page instead of LocumJobsOnline');
    expect(sentence('<html><title>Airport WiFi</title></html>')).toContain('Airport WiFi');
    expect(sentence('{"error":"Invalid API key"}')).toContain('Invalid API key');
    expect(sentence('<error><message>No such key</message></error>')).toContain('No such key');
    expect(sentence('<leads><!DOCTYPE x><lead/></leads>')).toContain('DOCTYPE');
    expect(sentence(`[${GOOD},{"id":2,"fir`)).toContain('breaks off');
    expect(sentence('<leads><lead><id>1</lead></id></leads>')).toContain('unexpected </lead>: <id> is open');
  });

  it.each([
    [401, 'login'],
    [403, 'login'],
    [429, 'throttled'],
    [503, 'throttled'],
    [500, 'server'],
    [404, 'server'],
    [400, 'server'],
    [302, 'not-the-vendor'],
    [511, 'not-the-vendor'],
  ])('HTTP %i is %s, with the vendor’s line and without the secret', (status, why) => {
    const found = read('{"message":"no, s3cret-word"}', { status, retryAfter: '120' });
    expect(found).toMatchObject({ kind: 'refused', why, status });
    expect(JSON.stringify(found)).not.toContain('s3cret-word');
    if (status === 429) expect(found).toMatchObject({ retryAfterMs: 120_000 });
    const dated = read('', { status, retryAfter: 'Thu, 01 Jan 2026 00:01:00 GMT' });
    if (status === 503) expect(dated).toMatchObject({ retryAfterMs: 60_000 });
  });

  it('a network that fails', () => {
    const ends = [
      readLeads({ kind: 'not-sent', error: 'the server refuses connections', withdrawn: false }, access, url),
      readLeads({ kind: 'broken', error: 'timed out', status: 200, partial: `[${GOOD}]`, timedOut: true }, access, url),
    ];
    for (const end of ends) expect(end).toMatchObject({ kind: 'refused', why: 'network' });
  });

  it('an empty list is a list', () => {
    for (const body of ['[]', ' [ ] ', '{"leads":[]}', '<leads/>', '<?xml version="1.0"?><leads> </leads>']) {
      expect(read(body)).toMatchObject({ kind: 'records', full: 0 });
    }
    expect(read('', { status: 204 })).toMatchObject({ kind: 'records', full: 0 });
  });
});

describe('records that are no leads', () => {
  it('are set aside with reason and text, and the others are taken', () => {
    const bad = [
      '{"first_name":"No id"}',
      '{"id":null}',
      '{"id":" "}',
      '{"id":{"$oid":1}}',
      '{"id":true}',
      '{"id":5,"phone":{"mobile":"1"}}',
      '17',
      'null',
      '"text"',
      '[]',
      '{}',
    ];
    const found = recordsOf(read(`[${GOOD},${bad.join(',')},{"id":2}]`));
    expect(found.full).toBe(bad.length + 2);
    expect(found.records.map(({ externalId }) => externalId)).toEqual(['1', '2']);
    expect(found.unread.map(({ raw }) => raw)).toEqual(bad);
    expect(found.unread[0]?.reason).toBe('The record has no id.');
    expect(found.unread[3]?.reason).toBe('id is an object where an id was expected.');
    expect(found.unread[5]?.reason).toBe('phone is an object where text was expected.');
    const xml = recordsOf(read('<leads><lead><id>1</id></lead><lead><id/></lead><other>x</other><lead/></leads>'));
    expect(xml.records).toHaveLength(1);
    expect(xml.unread).toHaveLength(3);
  });

  it('nested a million deep, in JSON and in XML', () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const json = recordsOf(read(`[${GOOD},{"id":66,"x":${deep}}]`));
    expect(json.records).toHaveLength(1);
    expect(json.unread).toMatchObject([{ externalId: '66', reason: expect.stringContaining('deep') }]);
    expect(json.unread[0]?.raw.length).toBeLessThan(17_000);
    const objects = `${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}`;
    expect(recordsOf(read(`[${GOOD},${objects}]`)).unread).toHaveLength(1);
    expect(recordsOf(read(objects)).unread).toHaveLength(1);
    const tags = `${'<a>'.repeat(1_000_000)}${'</a>'.repeat(1_000_000)}`;
    const xml = recordsOf(read(`<leads><lead><id>1</id></lead><lead><id>66</id>${tags}</lead></leads>`));
    expect(xml.records).toHaveLength(1);
    expect(xml.unread).toMatchObject([{ externalId: '66', reason: expect.stringContaining('deep') }]);
    expect(read('['.repeat(1_000_000))).toMatchObject({ kind: 'refused', why: 'unreadable' });
    expect(read('<a>'.repeat(1_000_000))).toMatchObject({ kind: 'refused', why: 'unreadable' });
  });

  it('spoil no prototype', () => {
    const json = recordsOf(
      read('[{"id":1,"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"toString":"x"}]'),
    );
    const xml = recordsOf(
      read(
        '<leads><lead><id>1</id><__proto__><polluted>yes</polluted></__proto__><constructor><prototype><polluted>yes</polluted></prototype></constructor><hasOwnProperty>x</hasOwnProperty></lead></leads>',
      ),
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(json.records[0]?.raw).toContain('"__proto__":{"polluted":"yes"}');
    expect(xml.records[0]?.raw).toContain('"__proto__":{"polluted":"yes"}');
    // The prototype of a record gives it nothing either.
    expect(recordsOf(read('[{"__proto__":{"id":7}}]')).unread).toHaveLength(1);
    expect(recordsOf(read('<leads><lead><__proto__><id>7</id></__proto__></lead></leads>')).unread).toHaveLength(1);
  });

  it('longer than any lead', () => {
    const found = recordsOf(read(`[${GOOD},{"id":2,"notes":"${'x'.repeat(1_100_000)}"}]`));
    expect(found.unread[0]?.reason).toContain('characters long');
  });
});

describe('what looks dangerous and is only text', () => {
  it('HTML, javascript: links, entities that nobody declared', () => {
    const html = '<img src=x onerror=alert(1)>';
    const escaped = '&lt;img src=x onerror=alert(1)&gt;';
    const [json] = recordsOf(read(JSON.stringify([{ id: 1, first_name: html, city: 'javascript:alert(1)' }]))).records;
    const [xml] = recordsOf(
      read(
        `<leads><lead><id>1</id><first_name>${escaped}</first_name><city>javascript:alert(1)</city><last_name>&lol;&nbsp;</last_name></lead></leads>`,
      ),
    ).records;
    expect(json?.fields).toMatchObject({ firstName: html, city: 'javascript:alert(1)' });
    expect(xml?.fields).toMatchObject({ firstName: html, city: 'javascript:alert(1)', lastName: '&lol;&nbsp;' });
  });

  it('marks, control characters, halves of characters, a DOCTYPE in a text', () => {
    expect(recordsOf(read(`\uFEFF[${GOOD}]`)).records).toHaveLength(1);
    const [lead] = recordsOf(read('[{"id":1,"first_name":"A\\u0000\\u0007B\\ud800","city":"<!DOCTYPE x>"}]')).records;
    expect(lead?.fields).toMatchObject({ firstName: 'AB\ufffd', city: '<!DOCTYPE x>' });
    const xml = recordsOf(read('<leads><lead><id>1</id><city><![CDATA[<!DOCTYPE x> &amp;]]></city></lead></leads>'));
    expect(xml.records[0]?.fields.city).toBe('<!DOCTYPE x> &amp;');
  });

  it('the wrong content type, or the other format than was asked for', () => {
    expect(recordsOf(read(`[${GOOD}]`, { contentType: 'text/html' })).records).toHaveLength(1);
    expect(recordsOf(read('<leads><lead><id>1</id></lead></leads>')).records).toHaveLength(1);
  });
});

describe('cut and spoilt answers, seeded', () => {
  const random = seeded(77);
  const records = Array.from({ length: 3 }, (_, at) => randomRecord(random, at + 1));
  const bodies = { json: JSON.stringify(records), xml: listAsXml(records, random) };

  it.each(Object.entries(bodies))('%s cut at every character is refused whole', (_, body) => {
    for (let at = 0; at < body.length; at++) {
      const found = read(body.slice(0, at));
      expect(found.kind === 'refused' ? found.why : `records at ${at}`).toBe('unreadable');
    }
    expect(read(body)).toMatchObject({ kind: 'records', full: 3 });
  });

  it.each(Object.entries(bodies))('%s with bytes flipped always ends with a name', (_, body) => {
    for (let round = 0; round < 3_000; round++) {
      const bytes = Buffer.from(body);
      for (let flips = 1 + Math.floor(random() * 3); flips > 0; flips--) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      const found = read(bytes.toString('utf8'));
      if (found.kind === 'refused') expect(found.sentence).not.toBe('');
      else {
        expect(found.records.length + found.unread.length).toBe(found.full);
        for (const lead of found.records) expect(lead.externalId.trim()).not.toBe('');
        for (const lead of found.unread) expect(lead.reason).not.toBe('');
      }
    }
  });
});
