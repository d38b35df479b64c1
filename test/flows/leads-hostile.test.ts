import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { leadFilter } from '../../src-preload/contract/index.ts';
import { startDesk, type TestDesk } from '../support/fault-desk.ts';
import { allLeads, connectBoard, connectLion, leadIds } from './leads-desk.ts';

interface Script {
  readonly type: string;
  readonly body: string | Buffer;
  readonly gzip?: boolean;
}

/** A vendor that says whatever it is told to, whatever it is asked; where it is asked for the other end, perhaps another thing. */
interface ScriptedVendor {
  readonly url: string;
  says: Script;
  saysBackwards: Script | null;
}

async function scriptedVendor(): Promise<ScriptedVendor> {
  const vendor: ScriptedVendor = { url: '', says: json([]), saysBackwards: null };
  const server = createServer((request, response) => {
    const backwards = request.url?.includes('sort=-') === true;
    const { type, body, gzip } = (backwards ? vendor.saysBackwards : null) ?? vendor.says;
    response.writeHead(200, { 'content-type': type, ...(gzip ? { 'content-encoding': 'gzip' } : {}) }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return Object.assign(vendor, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const json = (value: unknown): Script => ({ type: 'application/json', body: JSON.stringify(value) });
const xml = (body: string): Script => ({ type: 'application/xml', body: `<?xml version="1.0"?>\n${body}` });
const html = (body: string): Script => ({ type: 'text/html', body });
const GOOD = { id: 7, first_name: 'Ann', last_name: 'Example', phone: '2125550107', sent: '2026-03-01T10:00:00-05:00' };
const GOOD_XML =
  '<lead><id>7</id><first_name>Ann</first_name><last_name>Example</last_name><phone>2125550107</phone></lead>';
const BOMB = `<!DOCTYPE lolz [<!ENTITY a "haha">${'bcdefghij'.replace(/./g, (c) => `<!ENTITY ${c} "${`&${String.fromCharCode(c.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;

let desk: TestDesk;
let vendor: ScriptedVendor;

beforeEach(async () => {
  desk = await startDesk();
  vendor = await scriptedVendor();
});

const sync = (id: number) => desk.call('sources.sync', { id, wait: true });

describe('answers that are no leads', () => {
  const portal = html('<!DOCTYPE html><html><head><title>Airport WiFi</title></head><body>Sign in</body></html>');
  // Unpacked it is past what is read, on the wire a few kilobytes.
  const gzip = { type: 'application/json', body: gzipSync(Buffer.alloc(20 * 1024 * 1024, ' ')), gzip: true };

  const inJson: readonly [Script, RegExp][] = [
    [portal, /sign-in page instead of .*“Airport WiFi”/],
    [{ type: 'application/json', body: `[${JSON.stringify(GOOD)},{"id":8,"fir` }, /can’t be read: .*breaks off/],
    [gzip, /more than 16 MB/],
    [json({ error: 'The key has run out' }), /The key has run out/],
  ];
  const inXml: readonly [Script, RegExp][] = [
    [portal, /sign-in page instead of/],
    [xml(`${BOMB}<leads><lead><id>7</id><first_name>&j;</first_name></lead></leads>`), /can’t be read: .*DOCTYPE/],
    [xml(`<leads>${GOOD_XML}<lead><id>8</id><first_na`), /can’t be read: .*breaks off/],
    [xml('<leads><lead><id>7</lead></id></leads>'), /unexpected <\/lead>: <id> is open/],
  ];

  it.each([
    ['json', inJson, json([GOOD])],
    ['xml', inXml, xml(`<leads>${GOOD_XML}</leads>`)],
  ] as const)(
    'in %s are refused, each by its name; nothing of them is taken, and the next good answer heals it',
    async (format, cases, good) => {
      const id = await connectBoard(desk, vendor.url, { format });
      for (const [says, words] of cases) {
        vendor.says = says;
        const refused = await sync(id);
        expect(refused).toMatchObject({
          state: 'backing-off',
          leads: 0,
          lastSuccessAt: null,
          nextAt: expect.any(Number),
        });
        expect(refused.error).toMatch(words);
      }
      expect(await leadIds(desk)).toEqual([]);
      vendor.says = good;
      expect(await sync(id)).toMatchObject({ state: 'waiting', error: null, leads: 1, rejects: 0 });
      expect(await allLeads(desk)).toMatchObject([{ fields: { firstName: 'Ann', phone: '2125550107' } }]);
    },
  );

  it('LionDesk is no different', async () => {
    const id = await connectLion(desk, vendor.url);
    for (const [says, words] of [
      [portal, /sign-in page instead of LionDesk/],
      [{ type: 'application/json', body: '{"total":1,"limit":10,"skip":0,"data":[{"id":1,' }, /can’t be read/],
    ] as const) {
      vendor.says = says;
      expect((await sync(id)).error).toMatch(words);
    }
    const contact = { id: 4, first_name: 'Ann', last_name: 'Example', mobile_phone: '+1 555 010 2030' };
    vendor.says = json({ total: 1, limit: 100, skip: 0, data: [{ id: 1, lead: { id: 7, contact }, notify_at: null }] });
    expect(await sync(id)).toMatchObject({ error: null, leads: 1 });
  });
});

describe('records that mean harm', () => {
  const EVIL = {
    first_name: '<img src=x onerror=alert(1)>',
    last_name: '</script><script>alert(2)</script>',
    email: 'javascript:alert(3)@example.com',
    city: '=HYPERLINK("http://evil.example")',
    address: "Robert'); DROP TABLE lead;--",
    zip: '07030',
    phone: '+1 555 010 2030',
  };
  const asXml = (fields: Readonly<Record<string, string>>) =>
    Object.entries(fields)
      .map(([name, value]) => `<${name}>${value.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</${name}>`)
      .join('');

  it.each(['json', 'xml'] as const)('are text, to the letter, in %s', async (format) => {
    const id = await connectBoard(desk, vendor.url, { format });
    const proto = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';
    vendor.says =
      format === 'json'
        ? { type: 'application/json', body: `[{"id":7,${proto},${JSON.stringify(EVIL).slice(1, -1)}}]` }
        : xml(
            `<leads><lead><id>7</id><__proto__><polluted>yes</polluted></__proto__><constructor><prototype><polluted>yes</polluted></prototype></constructor>${asXml(EVIL)}</lead></leads>`,
          );
    expect(await sync(id)).toMatchObject({ error: null, leads: 1, rejects: 0 });
    const [lead] = await allLeads(desk);
    expect(lead?.fields).toMatchObject({
      firstName: EVIL.first_name,
      lastName: EVIL.last_name,
      email: EVIL.email,
      city: EVIL.city,
      address: EVIL.address,
      zip: '07030',
      phone: '+1 555 010 2030',
    });
    expect(lead?.records[0]?.raw).toContain('"__proto__":{"polluted":"yes"}');
    expect(lead?.records[0]?.raw).toMatch(/"zip":"07030".*"phone":"\+1 555 010 2030"/);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    // Found by what is in it, sorted and counted like any other.
    for (const text of ['onerror', '555-010-2030', '0102030', 'DROP TABLE', '"', '*', "');"]) {
      expect(await desk.call('leads.open', { filter: leadFilter.parse({ text }) }), text).toMatchObject({
        exact: true,
      });
    }
    expect(await leadIds(desk, { text: '010-20' })).toEqual([lead?.id]);
  });

  it('a record that can’t be read is listed with its reason and text, the others are stored, and it is stored once it can be read', async () => {
    const id = await connectBoard(desk, vendor.url);
    const deep = `{"id":8,"first_name":"Deep","x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    const bad = ['{"first_name":"Nobody"}', '17', deep, '{"id":9,"first_name":"Obj","phone":{"mobile":"1"}}'];
    const list = (records: readonly string[]) => ({ type: 'application/json', body: `[${records.join(',')}]` });
    const bob = { ...GOOD, id: 10, first_name: 'Bob', phone: '2125550110' };
    const said = [JSON.stringify(GOOD), ...bad, JSON.stringify(bob)];
    vendor.says = list(said);
    vendor.saysBackwards = list(said.toReversed());
    expect(await sync(id)).toMatchObject({ error: null, leads: 2, rejects: 4 });
    const { rejects, total } = await desk.call('leads.rejects', { connectionId: id });
    expect(total).toBe(4);
    const told = rejects.map(({ externalId, reason }) => `${externalId}: ${reason}`).sort();
    expect(told).toEqual([
      '8: The record is nested more than 32 deep.',
      '9: phone is an object where text was expected.',
      'null: The record has no id.',
      'null: The record is a number (17), not a lead with fields.',
    ]);
    for (const { raw } of rejects) expect(raw.length).toBeLessThan(20_000);
    const mended = [GOOD, { ...GOOD, id: 8, phone: '2125550108' }, { ...GOOD, id: 9, phone: '2125550109' }, bob];
    vendor.says = json(mended);
    vendor.saysBackwards = json(mended.toReversed());
    await sync(id);
    expect(await leadIds(desk)).toHaveLength(4);
    // What named its id is healed; what had none stays listed until somebody looks.
    const left = await desk.call('leads.rejects', { connectionId: id });
    expect(left.rejects.map(({ externalId }) => externalId)).toEqual([null, null]);
  });
});
