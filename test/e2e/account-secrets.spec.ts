import { readFileSync } from 'node:fs';
import { expect as check, type Page } from '@playwright/test';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import { filesWith } from '../support/files-with.ts';
import { type Desk, expect, test } from '../support/screen.ts';
import { below, choose, create, made, pressNew, type } from '../support/screen-account.ts';
import { unzip } from '../support/unzip.ts';

// A secret in each place where an account can have one, typed by keys; afterwards it stands nowhere where it could be read.

/** Words and digits that stand nowhere else. What the practice account itself keeps begins with the first of them. */
const PLANTED = {
  account: 'Heron-5512-marsh',
  client: 'Numbat-8841-client',
  clientAgain: 'Numbat-8842-again',
  login: 'Wombat-3307-login',
  source: 'Kestrel-1193-source',
  smtp: 'Kestrel-1190-smtp',
  ftp: 'Kestrel-1191-ftp',
  ftpAgain: 'Kestrel-1189-again',
  phone: '2125550186',
  code: '4815162342',
} as const;
const SECRETS: readonly string[] = Object.values(PLANTED);
/** What is typed in the open, because a person reads it off a phone. */
const TYPED_OPENLY: readonly string[] = [PLANTED.phone, PLANTED.code];

let vendor: PracticeLeadExec;
test.beforeEach(async () => {
  vendor = await startPracticeLeadExec({ secret: PLANTED.account });
});
test.afterEach(() => vendor.close());

/** The secrets that a person, another program or a screenshot could read off the page. What a field is typed into is its own. */
async function readable(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    const fields = copy instanceof HTMLElement ? [...copy.querySelectorAll('input, textarea')] : [];
    for (const field of fields) field.removeAttribute('value');
    const shown = [...document.querySelectorAll('input')].filter(({ type: kind }) => kind !== 'password');
    return {
      page: [
        copy instanceof HTMLElement ? copy.outerHTML : '',
        document.title,
        location.href,
        JSON.stringify(history.state),
        JSON.stringify({ ...localStorage }),
        JSON.stringify({ ...sessionStorage }),
      ].join('\n'),
      fields: shown.map(({ value }) => value).join('\n'),
    };
  });
  return SECRETS.filter(
    (secret) => texts.page.includes(secret) || (texts.fields.includes(secret) && !TYPED_OPENLY.includes(secret)),
  );
}

/** Opens a place, and waits until its heading stands there. */
async function open(desk: Desk, path: string, title: string | RegExp): Promise<void> {
  await desk.goTo(path);
  await expect(desk.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** Types a request's fields by their labels, and sends it. */
async function ask(desk: Desk, id: string, title: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const { page } = desk;
  await desk.goTo(`/account/${id}`);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  for (const [name, text] of Object.entries(fields)) await type(page, name, text);
  await page.keyboard.press('Control+Enter');
}

/** Connects the account through its form. */
async function connect(desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.goTo('/settings/dialers/new-leadexec');
  const form = page.getByRole('region', { name: 'New connection' });
  await expect(form.getByLabel('Name')).toBeFocused();
  await type(page, 'Client ID', SAMPLE.apiClientId);
  await type(page, 'Client secret', PLANTED.account);
  await type(page, 'Address', vendor.url);
  await page.keyboard.press('Control+Enter');
  const pane = page.getByRole('region', { name: 'The open connection' });
  await expect(pane.getByLabel('Client ID')).toHaveValue(SAMPLE.apiClientId);
  await expect(pane.getByLabel('Client secret')).toHaveValue('');
}

/** Types another password of an open record, and saves it. */
async function change(page: Page, name: string, text: string): Promise<void> {
  await type(page, name, text);
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Review changes' });
  await expect(dialog.getByRole('row', { name: `${name} hidden new value, hidden` })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save 1 change' })).toBeEnabled();
  check.soft(await readable(page), `while ${name} is reviewed`).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Saved, and read again/)).toBeVisible();
}

test('what is typed into an account’s screens as a secret can be read nowhere afterwards', async ({ desk }) => {
  test.slow();
  const { page } = desk;
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  page.on('framenavigated', (frame) => urls.push(frame.url()));
  const looked = async (what: string) => check.soft(await readable(page), what).toEqual([]);
  await connect(desk);
  await looked('the connection');

  await open(desk, '/account/clients', 'Clients');
  await expect(page.getByRole('grid', { name: 'Clients' })).toHaveAttribute('aria-rowcount', '41');
  await pressNew(page, 'New client');
  await made(page, 'New client');
  await type(page, 'User name', 'newclient');
  await type(page, 'Password', PLANTED.client);
  await looked('a new client');
  await create(page);
  await made(page, 'newclient');
  await change(page, 'Password', PLANTED.clientAgain);
  await looked('a client');

  const { connections } = await desk.call('desk.status', {});
  const connectionId = connections.find(({ kind }) => kind === 'leadexec')?.id ?? 0;
  await desk.call('leadexec.refresh', { connectionId, kind: 'leadTypes' });
  await open(desk, '/account/sources', 'Sources and campaigns');
  await pressNew(page, 'New lead source');
  await made(page, 'New lead source');
  await type(page, 'Name', 'North Media');
  await type(page, 'User name', 'northmedia');
  await type(page, 'Password', PLANTED.source);
  await create(page);
  await made(page, 'North Media');
  // Shown on request and hidden again.
  const password = page.getByLabel('Password', { exact: true });
  await page.getByRole('button', { name: 'Show Password' }).press('Enter');
  await expect(password).toHaveValue(PLANTED.source);
  await page.getByRole('button', { name: 'Hide Password' }).press('Enter');
  await expect(password).toHaveValue('');
  await looked('a source');

  for (const [is, field, secret] of [
    ['E-Mail', 'SMTP password', PLANTED.smtp],
    ['FTP', 'FTP password', PLANTED.ftp],
  ] as const) {
    await open(desk, '/account/methods', 'Delivery methods');
    await pressNew(page, 'New delivery method');
    await below(page, 'Client', '1234', 'New delivery method');
    await type(page, 'Name', `By ${is}`);
    await choose(page, 'Type', is);
    await choose(page, 'Lead type', 'Auto insurance (1)');
    await type(page, field, secret);
    await looked(`a new method, ${is}`);
    await create(page);
    await made(page, `By ${is}`);
    await looked(`a method, ${is}`);
  }
  // A method of the account gets another password.
  const other = vendor.admin.account().methods.find(({ type: kind, name }) => kind === 4 && !name.startsWith('By '));
  await desk.call('leadexec.refresh', { connectionId, kind: 'accounts', parent: other?.clientUid ?? 0 });
  await desk.goTo(`/account/methods/methods/${other?.clientUid}/${other?.deliveryUid}`);
  await made(page, other?.name ?? '');
  await change(page, 'FTP password', PLANTED.ftpAgain);
  await looked('a method with another password');

  await ask(desk, 'clients/requests/clientLogin', 'Client Login', { Username: 'newclient', Password: PLANTED.login });
  await expect(page.getByText(/refused the client’s user name or password/)).toBeVisible();
  await looked('a login that is refused');
  await type(page, 'Password', PLANTED.clientAgain);
  await page.keyboard.press('Control+Enter');
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toBeVisible();
  await answer.getByRole('radio', { name: 'JSON' }).press('Space');
  await expect(answer.getByText('"Password": "[removed]"')).toBeVisible();
  await looked('a login');

  await ask(desk, 'validation/requests/send2faSmsCode', 'Send 2FA SMS Code', { 'Phone Number': PLANTED.phone });
  await expect(page.getByRole('link', { name: /Show job \d+ in Deliveries/ })).toBeVisible();
  const verified = { 'Phone Number': PLANTED.phone, Code: PLANTED.code };
  await ask(desk, 'validation/requests/verify2faSmsCode', 'Verify 2FA SMS Code', verified);
  await expect(page.getByRole('link', { name: /Show job \d+ in Deliveries/ })).toBeVisible();
  await looked('a code that is verified');

  // Each job with its requests and answers, and what scripts get of it.
  const { jobs } = await desk.call('jobs.list', { filter: { connectionId }, limit: 200 });
  check(jobs.length).toBeGreaterThanOrEqual(7);
  for (const { id } of jobs) {
    await open(desk, `/deliveries?job=${id}`, 'Deliveries');
    await expect(page.getByRole('region', { name: 'The open row' }).getByText('Request built')).toBeVisible();
    await looked(`job ${id}`);
    const told = JSON.stringify(await desk.call('jobs.get', { id }));
    check
      .soft(
        SECRETS.filter((secret) => told.includes(secret)),
        `what is told of job ${id}`,
      )
      .toEqual([]);
  }
  for (const path of ['clients', 'sources', 'methods', 'accounts', 'money']) {
    await open(desk, `/account/${path}`, /./);
    await looked(path);
  }
  check.soft(urls.filter((url) => SECRETS.some((secret) => url.includes(secret)))).toEqual([]);

  // All of it was sent.
  const held = JSON.stringify(vendor.admin.account());
  const sent = SECRETS.filter((one) => one !== PLANTED.login && one !== PLANTED.client && !TYPED_OPENLY.includes(one));
  check(sent.filter((secret) => !held.includes(secret))).toEqual([]);

  await desk.call('jobs.export', { filter: { connectionId } });
  await desk.call('jobs.export', { filter: { connectionId }, format: 'json' });
  const diagnostics = await desk.call('desk.saveDiagnostics', {});
  const zipped = [...(await unzip(readFileSync(diagnostics.path))).values()].join('\n');
  check
    .soft(
      SECRETS.filter((secret) => zipped.includes(secret)),
      'the diagnostics',
    )
    .toEqual([]);
  check.soft(filesWith(desk.dataDir, SECRETS), 'files of the desk').toEqual([]);
  await desk.call('desk.backUpNow', {});
  check.soft(filesWith(desk.dataDir, SECRETS), 'files of the desk after a backup').toEqual([]);
});
