import { expect } from '@playwright/test';
import { sampleLead } from '../support/delivery-desk.ts';
import { holdTelephone } from '../support/screen-leads.ts';
import { looksRight } from '../support/screen-look.ts';
import { postAndWait, shots, tabTo, test } from '../support/screen-posts.ts';

test.describe.configure({ timeout: 120_000 });

test('with a caller on the line: typed in, agents at once, called by one key, who took it recorded', async ({
  desk,
  receiver,
}) => {
  const { page } = desk;
  await receiver.connect(desk);
  await desk.goTo('/posts/hand');
  await expect(page.getByLabel('FirstName')).toBeFocused();
  const { FirstName = '', LastName = '', Email = '', PrimaryPhone = '', State = '', Zip = '' } = sampleLead(1);
  for (const text of [FirstName, LastName, Email, PrimaryPhone, State]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(Zip);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('As', { exact: true }));
  await page.keyboard.type('Transfer');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '1 lead of 1 can be posted' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/posts\/transfer\/\d+$/);
  const agents = page.getByRole('list', { name: 'Agents' });
  const first = agents.getByRole('link').first();
  await expect(first).toHaveAttribute('href', /^tel:\+1\d{10}$/);
  await shots(page, 'transfer');
  await looksRight(page, 'agents of a call');

  // The number is the largest thing on the screen, and every one of them is wholly in sight.
  const sizes = await page.evaluate(() => {
    const sizeOf = (one: Element) => Number.parseFloat(getComputedStyle(one).fontSize);
    const links = [...document.querySelectorAll('main a[href^="tel:"]')];
    const others = [...document.querySelectorAll('body *')].filter(
      (one) => one.textContent !== '' && !links.some((link) => link.contains(one)),
    );
    return {
      numbers: links.map((link) => sizeOf(link)),
      largestElse: Math.max(...others.map(sizeOf)),
      cut: links.filter((link) => link.scrollWidth > link.clientWidth).length,
    };
  });
  expect(Math.min(...sizes.numbers)).toBeGreaterThanOrEqual(sizes.largestElse * 1.5);
  expect(sizes.cut).toBe(0);

  const opened = await holdTelephone(desk);
  await page.keyboard.press('1');
  await expect.poll(opened).toEqual([await first.getAttribute('href')]);
  await page.keyboard.press('t');
  await page.keyboard.press('1');
  await expect(agents.getByText('Took the call')).toBeVisible();
  await shots(page, 'transfer-taken');
  const jobId = Number(page.url().split('/').at(-1));
  const taken = async () =>
    (await desk.call('delivery.timeline', { jobId })).facts.agents.filter(({ takenAt }) => takenAt !== null).length;
  expect(await taken()).toBe(1);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(agents.getByText('Took the call')).toBeHidden();
  expect(await taken()).toBe(0);
});

test('a transfer that nobody takes, or whose answer is lost, says what to do with the caller', async ({
  desk,
  receiver,
}) => {
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  const leads = [{ ...sampleLead(1), Zip: 'nowhere' }];
  const [refused] = await postAndWait(desk, { connectionId, kind: 'transfer', leads });
  await desk.goTo(`/posts/transfer/${refused?.id ?? 0}`);
  await expect(page.getByText('LeadExec named no agent.')).toBeVisible();
  await expect(page.getByText('Keep the caller, or offer to call back.')).toBeVisible();
  await shots(page, 'transfer-refused');
  await looksRight(page, 'a transfer that was refused');
  receiver.vendor.admin.setFaults([{ kind: 'answer-lost-reset', path: '/processor/insert', times: 1 }]);
  const [lost] = await postAndWait(desk, { connectionId, kind: 'transfer', leads: [sampleLead(2)] });
  await desk.goTo(`/posts/transfer/${lost?.id ?? 0}`);
  await expect(page.getByText('No answer arrived')).toBeVisible();
  await shots(page, 'transfer-unknown');
  await looksRight(page, 'a transfer of unknown outcome');
});

test('a redirect address is shown in full, opened only as https, copied by a key', async ({ desk, receiver }) => {
  const { page } = desk;
  const connectionId = await receiver.connect(desk);
  const [job] = await postAndWait(desk, { connectionId, kind: 'manualredirect', leads: [sampleLead(1)] });
  const address = job?.redirectUrl ?? '';
  expect(address).toMatch(/^https:/);
  await desk.goTo(`/deliveries?job=${job?.id ?? 0}`);
  const shown = page.locator('code', { hasText: address });
  await expect(shown).toHaveText(address);
  expect(await shown.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
  await expect(page.getByRole('link', { name: 'Open outside' })).toHaveAttribute('href', address);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('y');
  await expect(page.getByText('Address copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await shots(page, 'redirect-of-lead');
  await looksRight(page, 'a redirect address');
});
