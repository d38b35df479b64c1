import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import {
  type LocumjobsAccess,
  listLeads,
  listRequest,
  retrieveLead,
  retrieveRequest,
} from '../../../../src-main/vendors/locumjobs/client.ts';
import { faultsOf, PARAMETERS, QueryError, queryString } from '../../../../src-main/vendors/locumjobs/parameters.ts';
import { LOCUMJOBS_PARAMETERS } from '../../../../src-preload/contract/index.ts';
import { access } from './records.ts';

describe('the query', () => {
  it('has all 21 parameters, in the document’s order', () => {
    expect(Object.keys(PARAMETERS)).toEqual([...LOCUMJOBS_PARAMETERS]);
    expect(Object.keys(PARAMETERS)).toHaveLength(21);
  });

  it('sends every parameter as documented', () => {
    const all = {
      email: 'a+b@test.com',
      employment_type: 'locum tenens',
      end_date: '2026-01-02T03:04:05',
      end_unlocked_date: '2026-01-02',
      first_name: 'José & Ann',
      has_job_apps: 'yes',
      job_title: 'x',
      last_name: 'Doe',
      license: 'md',
      licensed_states: 'Ohio, tn, compact',
      lives_within_radius: '50',
      lives_within_zip: '07030',
      max: '100',
      min_experience: '07',
      not_unlocked: '1',
      phone: '+1 555 0102030',
      sort: '-sent',
      start_date: '2026-01-01',
      start_unlocked_date: '2026-01-01',
      state: 'Kentucky',
      unlocked_by: 'me@test.com',
    };
    const sent = new URLSearchParams(queryString(all));
    expect([...sent.keys()]).toEqual([...LOCUMJOBS_PARAMETERS]);
    expect(Object.fromEntries(sent)).toMatchObject({
      email: 'a+b@test.com',
      employment_type: 'Locum Tenens',
      first_name: 'José & Ann',
      has_job_apps: '1',
      license: 'Doctor of Medicine (MD)',
      licensed_states: 'OH,TN,Compact',
      lives_within_zip: '07030',
      min_experience: '7',
      phone: '+1 555 0102030',
      state: 'KY',
    });
    expect(queryString({ email: ' ', license: 'RN of tomorrow' })).toBe('license=RN+of+tomorrow');
  });

  it.each([
    [{ email: 'nobody' }],
    [{ employment_type: 'Both' }],
    [{ end_date: '01/02/2026' }],
    [{ end_date: '2026-02-30' }],
    [{ start_date: '2026-01-01T00:00:00Z' }],
    [{ has_job_apps: 'maybe' }],
    [{ licensed_states: 'OH,XX' }],
    [{ lives_within_radius: '50' }],
    [{ max: '0' }],
    [{ max: '1.5' }],
    [{ min_experience: '100' }],
    [{ sort: 'phone' }],
    [{ sort: '--id' }],
    [{ state: 'Compact' }],
  ])('%o is not sent, and it is said why', (query) => {
    expect(faultsOf(query)).toHaveLength(1);
    expect(() => listRequest(access, query)).toThrow(QueryError);
  });
});

describe('the requests', () => {
  it('go to the documented addresses, with either login', () => {
    expect(listRequest(access, { max: '5' })).toMatchObject({
      url: 'https://www.locumjobsonline.com/api/v2.0/leads.json?max=5',
      method: 'GET',
      headers: { authorization: `Basic ${Buffer.from('desk:s3cret-word').toString('base64')}` },
    });
    const bearer: LocumjobsAccess = { ...access, base: 'https://board.test/', format: 'xml', auth: 'bearer' };
    expect(retrieveRequest(bearer, 'a/../b')).toMatchObject({
      url: 'https://board.test/api/v2.0/leads/a%2F..%2Fb.xml',
      headers: { authorization: 'Bearer s3cret-word' },
    });
  });
});

describe('on the wire', () => {
  let server: Server | null = null;
  const client = new HttpClient();
  afterEach(async () => {
    await client.close();
    server?.closeAllConnections();
    await new Promise((done) => (server ? server.close(done) : done(null)));
    server = null;
  });

  async function serve(
    handler: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<LocumjobsAccess> {
    const started = createServer(handler);
    server = started;
    await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
    return { ...access, base: `http://127.0.0.1:${(started.address() as AddressInfo).port}` };
  }

  it('reads a packed list of many megabytes', async () => {
    const list = JSON.stringify(Array.from({ length: 5_000 }, (_, id) => ({ id, preferred_cities: 'x'.repeat(500) })));
    const here = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(list));
    });
    expect(await listLeads(client, here)).toMatchObject({ kind: 'records', full: 5_000 });
  });

  it('refuses 200 MB in a gzip by name, without unpacking it all', async () => {
    const bomb = await new Promise<Buffer>((done) => {
      const gzip = createGzip();
      const parts: Buffer[] = [];
      gzip.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts)));
      const block = Buffer.alloc(1024 * 1024, ' ');
      for (let mb = 0; mb < 200; mb++) gzip.write(block);
      gzip.end();
    });
    const here = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    const before = process.memoryUsage().rss;
    expect(await listLeads(client, here)).toMatchObject({
      kind: 'refused',
      why: 'too-big',
      sentence: expect.stringContaining('16 MB'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });

  it('stops reading an answer without end', async () => {
    const here = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const block = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', more);
      more();
    });
    expect(await listLeads(client, here)).toMatchObject({ kind: 'refused', why: 'too-big' });
  });

  it('a cut body and a broken gzip are the network’s, and nothing is taken', async () => {
    const packed = gzipSync('[{"id":1}]');
    const here = await serve((request, response) => {
      if (request.url?.includes('leads.json')) {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('[{"id":1}', () => response.destroy());
      } else {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(packed.subarray(0, packed.length - 9));
      }
    });
    expect(await listLeads(client, here)).toMatchObject({ kind: 'refused', why: 'network' });
    expect(await retrieveLead(client, here, '1')).toMatchObject({ kind: 'refused', why: 'network' });
  });

  it.each([
    ['UTF-8 with a mark', 'application/json', Buffer.from('\uFEFF[{"id":1,"city":"Zürich"}]')],
    [
      'Latin-1 by its content type',
      'application/json; charset=ISO-8859-1',
      Buffer.from('[{"id":1,"city":"Zürich"}]', 'latin1'),
    ],
    ['Latin-1 that nobody told', 'application/json', Buffer.from('[{"id":1,"city":"Zürich"}]', 'latin1')],
    ['UTF-16', 'application/json', Buffer.from('\uFEFF[{"id":1,"city":"Zürich"}]', 'utf16le')],
    [
      'Latin-1 by its XML declaration',
      'text/xml',
      Buffer.from(
        '<?xml version="1.0" encoding="ISO-8859-1"?><leads><lead><id>1</id><city>Zürich</city></lead></leads>',
        'latin1',
      ),
    ],
  ])('reads %s', async (_, contentType, body) => {
    const here = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': contentType });
      response.end(body);
    });
    expect(await listLeads(client, here)).toMatchObject({ records: [{ fields: { city: 'Zürich' } }] });
  });

  it('does not follow a redirect, so that the login stays here', async () => {
    const seen: string[] = [];
    const here = await serve((request, response) => {
      seen.push(request.url ?? '');
      response.writeHead(302, { location: 'http://127.0.0.1:1/login' }).end();
    });
    expect(await listLeads(client, here)).toMatchObject({ kind: 'refused', why: 'not-the-vendor' });
    expect(seen).toEqual(['/api/v2.0/leads.json']);
  });
});
