import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../../../src-main/platform/log/log.ts';
import type { PostKind } from '../../../src-preload/contract/index.ts';
import { deliveryDesk, sampleLead } from '../../support/delivery-desk.ts';
import { WarpClock } from '../../support/fault-clock.ts';
import { until } from '../../support/fault-until.ts';
import { filesWith } from '../../support/files-with.ts';
import { unzip } from '../../support/unzip.ts';

const PASSWORD = `Pa55 w&"o'rd/<½>\\z`;
const TOKEN = 'tok+7f3e9a/zz==';
/** Parts of both that nothing else holds: what is left of a secret that was cut has one of them, too. */
const PARTS = ['Pa55', '7f3e9a', 'tok+7f', 'tok%2B7f', 'tok%2b7f'];
const POST_ID = 'f5666260-1c2c-4bd5-9611-bb1387ca2397';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** The connection ends behind the body, which was to be longer. */
  readonly cut?: boolean;
}

/** A receiver that answers as it is told, whatever is asked. */
async function echoing() {
  const asked: string[] = [];
  const says = { insert: { body: '' } as Answer, status: { body: '' } as Answer, other: { body: '' } as Answer };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => {
      const path = request.url ?? '';
      const isInsert = path.includes('/insert/') && !path.includes('/ping');
      const { status, headers, body, cut } = isInsert
        ? says.insert
        : path.includes('/information/')
          ? says.status
          : says.other;
      response.writeHead(status ?? 200, { ...headers, ...(cut ? { 'content-length': '99999' } : {}) });
      if (cut) response.write(body, () => response.destroy());
      else response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, says };
}

const entities = (text: string): string => [...text].map((sign) => `&#${sign.codePointAt(0)};`).join('');
const inXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
const both = `${PASSWORD} ${TOKEN}`;
const accepted = { PostID: POST_ID, isValidPost: true, ResponseType: 'No_Error', LeadIdentifier: 7, Price: '25' };
const json = (value: unknown, more: Partial<Answer> = {}): Answer => ({ body: JSON.stringify(value), ...more });
const sends = [
  { ClientUID: both, ClientName: PASSWORD, RedirectURL: `https://b.example/${encodeURIComponent(TOKEN)}`, Price: both },
];
const agents = [{ ClientName: TOKEN, AgentName: PASSWORD, AgentPhone: both }];

test('planted passwords and tokens are found in no file, log, export or address', async () => {
  const clock = new WarpClock();
  const desk = await deliveryDesk({ clock });
  const { call, folder } = desk;
  openLog(join(folder, 'desk', 'logs'), 'core');
  const { url, asked, says } = await echoing();
  const { id: connectionId } = await call('connections.save', {
    ...{ kind: 'receiver', name: 'Echo', url, timeoutMs: 30_000 },
    receiver: { vid: 18, lid: 1, aid: 23, returnDays: 30 },
    secrets: { password: PASSWORD, token: TOKEN },
  });
  const answers: [PostKind, Answer][] = [
    ['general', json({ ...accepted, ResponseDetails: both, StatusURL: `${url}/information/status/${TOKEN}` })],
    ['general', json({ ...accepted, StatusURL: `${url}/information/status/${encodeURIComponent(TOKEN)}` })],
    ['general', json({ ...accepted, ResponseDetail: `${'-'.repeat(1_990)}${PASSWORD}` })],
    ['general', json({ ...accepted, PostID: TOKEN, LeadIdentifier: PASSWORD, VendorAccountAssigned: TOKEN })],
    ['manualredirect', json({ ...accepted, RedirectURL: `https://b.example/?p=${encodeURIComponent(PASSWORD)}` })],
    ['autoredirect', { status: 302, headers: { location: `https://b.example/${TOKEN}` }, body: both }],
    ['autoredirect', { status: 302, headers: { location: `${url}/${TOKEN}` }, body: '' }],
    ['returnsends', json({ ...accepted, Sends: sends })],
    ['transfer', json({ ...accepted, ClientInfos: agents, Price: both, PendingQCReview: TOKEN })],
    ['general', json({ isValidPost: false, ResponseType: 'Data_Errors', ResponseDetails: both })],
    ['general', json({ isValidPost: false, ResponseType: TOKEN, ResponseDetails: both })],
    ['general', json({ isValidPost: both, ResponseType: 0 })],
    ['general', json({ [TOKEN]: PASSWORD })],
    [
      'general',
      {
        body: `<PostResponse><isValidPost>false</isValidPost><ResponseType>9</ResponseType><ResponseDetail>${inXml(both)}</ResponseDetail></PostResponse>`,
      },
    ],
    [
      'general',
      {
        body: `<PostResponse><isValidPost>false</isValidPost><ResponseType>9</ResponseType><ResponseDetail>${entities(both)}<![CDATA[${TOKEN}]]></ResponseDetail></PostResponse>`,
      },
    ],
    ['general', { status: 500, body: `<html>p=${encodeURIComponent(PASSWORD)}&t=${TOKEN}</html>` }],
    ['general', { status: 401, body: `Bearer ${TOKEN} for ${PASSWORD}` }],
    ['general', { status: 429, headers: { 'retry-after': TOKEN }, body: both }],
    ['general', { body: `{"PostID":"${POST_ID}","said":"${PASSWORD.slice(0, 9)}`, cut: true }],
    ['general', { body: `<a href="?p=${encodeURIComponent(PASSWORD).slice(0, 11)}`, cut: true }],
    ['general', { body: `token ${TOKEN.slice(0, -1)}`, cut: true }],
    ['general', { body: `token ${TOKEN.slice(0, -2)}` }],
  ];
  says.status = json({
    ...{ PostID: POST_ID, IsValid: true, LeadIdentifier: 7, RejectionReason: both, DateReceived: TOKEN, Price: both },
    QualityControlDetails: { IsQualityControlRejected: true, RejectionReason: PASSWORD },
    ReturnDetails: { IsReturned: true, ReturnReason: `${TOKEN} ${inXml(PASSWORD)}` },
  });
  for (const [at, [kind, answer]] of answers.entries()) {
    says.insert = answer;
    const before = asked.length;
    await call('delivery.post', { connectionId, kind, leads: [sampleLead(at)] });
    await until(() => asked.length > before, `the post ${at} is sent`);
    await until(
      async () => (await call('connections.list', {})).every(({ counts }) => counts.sending === 0),
      `the answer ${at} is kept`,
    );
    await call('jobs.cancel', { filter: { connectionId } });
    clock.skip(60 * 60_000);
    await call('connections.resume', { id: connectionId });
  }
  // What was accepted is asked for its status a day later.
  clock.skip(24 * 60 * 60_000);
  await until(() => {
    clock.skip(1_000);
    return asked.filter((line) => line.includes('/information/')).length >= 4;
  }, 'statuses are asked for');
  const told: unknown[] = [];
  const ask = async (asks: () => Promise<unknown>) => told.push(await asks().catch((error: unknown) => String(error)));
  for (const other of [
    json({ WillAccept: true, OrderID: TOKEN, RequestID: PASSWORD, Response: both, OrderExpiresOn: TOKEN }),
    json({ WillAccept: true, OrderID: POST_ID, RequestID: PASSWORD, Response: both, OrderExpiresOn: TOKEN }),
    json({ WillAccept: false, Response: both, EstimatedPrice: TOKEN }),
    json({ IsDuplicate: true, DuplicateLeadId: TOKEN, Response: PASSWORD, ReceivedOn: TOKEN }),
    json({ IsDuplicate: false, Response: both }),
    { status: 403, body: both },
    { body: TOKEN.slice(0, -2), cut: true },
  ]) {
    says.other = other;
    await ask(() => call('delivery.ping', { connectionId, set: { Zip: '90210' } }));
    await ask(() => call('delivery.checkDuplicate', { connectionId, set: { Email: 'ann@example.com' } }));
  }
  await ask(() => call('delivery.status', { connectionId, postId: POST_ID }));
  const { jobs } = await call('jobs.list', { filter: { connectionId }, limit: 1_000 });
  expect(jobs).toHaveLength(answers.length);
  told.push(jobs, await call('delivery.turned', {}), await call('connections.list', {}));
  for (const { id } of jobs) {
    told.push(await call('delivery.timeline', { jobId: id }), await call('jobs.get', { id }));
    await call('delivery.exportTimeline', { jobId: id });
  }
  await call('jobs.export', { filter: { connectionId } });
  const { path } = await call('desk.saveDiagnostics', {});
  told.push([...(await unzip(readFileSync(path)))]);
  // Escaped as JSON it would not be found.
  const texts = JSON.stringify(told).replaceAll('\\', '');
  expect(texts).toContain('[removed]');
  expect(PARTS.filter((part) => texts.includes(part))).toEqual([]);
  expect(asked.filter((line) => PARTS.some((part) => line.includes(part)))).toEqual([]);
  await desk.core.close();
  expect(filesWith(join(folder, 'desk'), PARTS)).toEqual([]);
});
