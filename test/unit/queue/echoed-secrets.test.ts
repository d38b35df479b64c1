import { expect, onTestFinished, test } from 'vitest';
import { accountDesk, CLIENT_SECRET } from '../../support/account-desk.ts';
import { answeringServer } from '../../support/answering-server.ts';
import { claimDesk, jobsOf } from '../../support/claim-desk.ts';
import { CLAIM_TOKEN, claimVendor } from '../../support/claim-vendor.ts';
import { startDesk } from '../../support/fault-desk.ts';
import { until } from '../../support/fault-until.ts';
import { startWithoutThreads } from '../../support/without-threads.ts';

const entities = (text: string): string => [...text].map((sign) => `&#${sign.codePointAt(0)};`).join('');
const percents = (text: string): string =>
  [...text].map((sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`).join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
/** What a server may make of a secret that it repeats. */
const echoOf = (secret: string): string => `no: ${secret}, ${entities(secret)}, ${percents(secret)} end`;
/** The same, as the desk may store it. */
const CLEAN = 'no: [removed], [removed], [removed] end';

test('a secret that LionDesk repeats is removed, however it is written', async () => {
  const vendor = await claimVendor();
  const found = await claimDesk(vendor, { writeBack: false });
  vendor.next.POST = { is: 'status', status: 400, message: echoOf(CLAIM_TOKEN) };
  const { jobId } = await found.desk.call('offers.submit', { connectionId: found.connectionId, externalId: '1' });
  await until(() => jobsOf(found)[0]?.state === 'rejected', 'the submission is refused');
  const job = await found.desk.call('jobs.get', { id: jobId });
  expect(job.attemptList[0]?.answer).toContain(CLEAN);
});

test('a secret that a job board repeats is removed, also as it is sent', async () => {
  const password = 'Wombat-7391-secret';
  const lead = {
    id: 7,
    first_name: 'Ann',
    last_name: 'Example',
    state: 'KY',
    license: 'DO',
    sent: '2026-03-01T10:00:00',
  };
  const server = await answeringServer(({ url }) =>
    /leads\/7\./.test(url)
      ? { status: 403, body: JSON.stringify({ message: `${echoOf(password)} ${base64(`u:${password}`)}` }) }
      : { body: JSON.stringify({ leads: [lead] }) },
  );
  onTestFinished(() => server.close());
  const desk = await startDesk({ start: startWithoutThreads });
  const { id: connectionId } = await desk.call('connections.save', {
    ...{ kind: 'locumjobs', name: 'Board', url: server.url, user: 'u', password },
    source: { kind: 'locumjobs', everyMinutes: 1440 },
  });
  await desk.call('sources.sync', { id: connectionId, wait: true });
  const ids = desk.rows<{ lead_id: number }>('SELECT lead_id FROM lead_record').map(({ lead_id }) => lead_id);
  await desk.call('unlock.start', { which: { ids }, expected: 1 });
  const job = await until(async () => {
    await desk.rest();
    const { jobs } = await desk.call('jobs.list', {});
    return jobs[0] === undefined || ['ready', 'sending'].includes(jobs[0].state) ? null : jobs[0];
  }, 'the unlock is refused');
  const [attempt] = (await desk.call('jobs.get', { id: job.id })).attemptList;
  expect(attempt?.answer).toBe(JSON.stringify({ message: `${CLEAN} [removed]` }));
});

test('a secret that LeadExec repeats is removed, its own and that of the change', async () => {
  const source = {
    ...{ LPVendorUID: 18, Name: 'Web', Address: '', Address2: '', City: '', State: 0, Zip: '', Phone: '', Fax: '' },
    ...{ Email: '', ReturnString: '', ReturnPostURL: '', SystemVendor: false, Status: 1, AdminUID: 0, ImageURL: '' },
    ...{ CherryAccountUID: 0, AccountUID: 1, DefaultReturnDay: 3, UserName: 'web', Password: 'p4ss-w0rd' },
  };
  const desk = await accountDesk(() => ({ status: 400, body: `${echoOf(CLIENT_SECRET)}; ${echoOf('p4ss-w0rd')}` }));
  const job = await desk.change('PUT /v1/leadsources', source);
  expect(job.attemptList[0]?.answer).toBe(`${CLEAN}; ${CLEAN}`);
  expect(JSON.stringify(job)).not.toMatch(/p4ss|Wombat|%70%34/);
});
