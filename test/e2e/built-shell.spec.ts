import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type BuiltShell, startBuiltShell } from '../support/screen-shells.ts';

/*
 * The built bundles in a real Chromium, by a small module in Electron's place (test/support/electron/chromium): bundles, policy, bridge and
 * locks. What Electron itself makes of them is for `npm run test:electron`.
 */
const test = base.extend<{ built: BuiltShell }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern, and this one has none
  built: async ({}, use) => {
    const built = await startBuiltShell();
    await use(built);
    await built.close();
  },
});

/** Written out: what the shell itself names would change with it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=(), display-capture=()',
};

/** Follows a link on the page. By script: Chromium may ask whether it shall start another program, and then no mouse gets through to the page. */
async function follow(page: Page, href: string, target = ''): Promise<void> {
  await page.evaluate(
    ([address, where]) => {
      const link = Object.assign(document.createElement('a'), { href: address, target: where });
      document.body.append(link);
      link.click();
      link.remove();
    },
    [href, target] as const,
  );
}

/** What the page's bridge answers to a command. */
const call = (page: Page, command: string, input: unknown) =>
  page.evaluate(([name, body]) => window.trunkline?.call(name as never, body as never), [command, input] as const);

test('every file of the page comes with its headers, and Chromium keeps to them', async ({ built: { page, told } }) => {
  const answers = await page.evaluate(async () => {
    const files = [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)];
    return Promise.all(
      files.map(async (file) => {
        const answer = await fetch(file);
        return { status: answer.status, headers: Object.fromEntries(answer.headers) };
      }),
    );
  });
  expect(answers.length).toBeGreaterThan(2);
  for (const { status, headers } of answers) {
    expect(status).toBe(200);
    expect(headers).toMatchObject(HEADERS);
  }
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.head.append(inline);
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    const reached = await fetch('https://elsewhere.invalid/').then(
      () => true,
      () => false,
    );
    // What a debugger evaluates may evaluate as well: a turn later it is the page's own script.
    const evaluated = await new Promise<boolean>((resolve) =>
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that the policy forbids it is what is looked at
          globalThis.eval('1');
          resolve(true);
        } catch {
          resolve(false);
        }
      }),
    );
    return { violations, reached, evaluated, inline: 'inlineRan' in window };
  });
  expect(blocked).toMatchObject({ reached: false, evaluated: false, inline: false });
  for (const directive of ['script-src-elem', 'style-src-elem', 'connect-src']) {
    expect(blocked.violations).toContain(directive);
  }
  expect(told.filter(({ is }) => is === 'network')).toEqual([]);
});

test('the page has the bridge of the preload script and nothing else of it', async ({ built: { page } }) => {
  const bridge = await page.evaluate(() => {
    const { trunkline } = window;
    const names = Object.keys(trunkline ?? {}).sort();
    const replaced = Reflect.set(window, 'trunkline', null) || Reflect.set(trunkline ?? {}, 'call', null);
    const leaked = ['require', 'process', 'module', 'ipcRenderer', '__electronSend', '__electronReceive'];
    return { names, replaced, secure: isSecureContext, leaked: leaked.filter((name) => name in window) };
  });
  expect(bridge).toEqual({ names: ['call', 'on', 'take'], replaced: false, secure: true, leaked: [] });
  expect(await call(page, 'preferences.get', {})).toMatchObject({ ok: true });
  expect(await call(page, 'toString', {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  expect(await call(page, 'leads.get', { id: 'x' })).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  const crossed = await page
    .evaluate(async () => {
      const unclonable = await window.trunkline?.call('preferences.get' as never, { x: Symbol('x') } as never).then(
        () => 'crossed',
        () => 'refused',
      );
      return unclonable;
    })
    .catch(() => 'refused');
  expect(crossed).toBe('refused');
});

test('events reach the page until it stops listening', async ({ built: { page } }) => {
  const heard = await page.evaluate(async () => {
    const topics: string[] = [];
    let hear = () => {};
    const next = () =>
      new Promise<void>((resolve) => {
        hear = resolve;
      });
    const topicOf = (event: unknown) => (event as { topic?: string } | null)?.topic;
    const stop = window.trunkline?.on((event) => {
      if (topicOf(event) !== 'preferences') return;
      topics.push('preferences');
      hear();
    });
    const set = (theme: string) => window.trunkline?.call('preferences.set' as never, { theme } as never);
    const first = next();
    await set('dark');
    await first;
    stop?.();
    const other = new Promise<void>((resolve) => {
      window.trunkline?.on((event) => topicOf(event) === 'preferences' && resolve());
    });
    await set('light');
    await other;
    return topics;
  });
  expect(heard).toEqual(['preferences']);
});

test('a file that the person picks is known by its path, one that a script makes is not', async ({ built }) => {
  const { page, dataDir } = built;
  const path = join(dataDir, '..', `${dataDir.split('/').at(-1)}.csv`);
  writeFileSync(path, 'Phone\n7275550101\n');
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'test-file' });
    document.body.append(input);
  });
  // As the system's dialog does: Playwright would hand the page the content alone.
  const debug = await page.context().newCDPSession(page);
  const { result } = await debug.send('Runtime.evaluate', { expression: 'document.querySelector("#test-file")' });
  await debug.send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId ?? '' });
  const answers = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('#test-file');
    const picked = input?.files?.[0];
    const take = window.trunkline?.take;
    return picked && take ? [await take(picked), await take(new File(['x'], 'own.csv'))] : [];
  });
  expect(answers).toEqual([{ ok: true, value: path }, null]);
});

test('a page asks for nothing of the system but to copy', async ({ built: { page } }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write'];
    const asked = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state] as const;
    });
    return Object.fromEntries(await Promise.all(asked));
  });
  expect(states).toEqual({
    geolocation: 'denied',
    notifications: 'denied',
    camera: 'denied',
    microphone: 'denied',
    midi: 'denied',
    'clipboard-read': 'denied',
    'clipboard-write': 'granted',
  });
  await page.bringToFront();
  expect(await page.evaluate(() => navigator.clipboard.writeText('7275550101'))).toBeUndefined();
});

test('a link to a person goes to the system, and nowhere else does the page go', async ({ built }) => {
  const { page, told } = built;
  // Whatever stands behind #: the desk may still be on its way to its first screen.
  const place = () => page.url().split('#', 1)[0];
  const at = place();
  await follow(page, 'tel:+17275550101');
  await follow(page, 'mailto:ann@example.org');
  await expect
    .poll(() => told.filter(({ is }) => is === 'open-external').map(({ url }) => url))
    .toEqual(['tel:+17275550101', 'mailto:ann@example.org']);
  for (const elsewhere of ['https://elsewhere.invalid/', 'ssh://elsewhere.invalid/', 'tel:*21*5550101#']) {
    await follow(page, elsewhere);
  }
  await follow(page, 'https://elsewhere.invalid/', '_blank');
  await expect
    .poll(() => told.filter(({ is }) => is === 'window-open'))
    .toEqual([{ is: 'window-open', url: 'https://elsewhere.invalid/', action: 'deny' }]);
  expect(await call(page, 'preferences.get', {})).toMatchObject({ ok: true });
  expect(place()).toBe(at);
  expect(told.filter(({ is, url }) => is === 'left' || is === 'network' || url?.includes('elsewhere'))).toHaveLength(1);
  expect(page.context().pages()).toHaveLength(1);
});

test('a second start leaves the first one its window, and ends', async ({ built }) => {
  const second = await startBuiltShell(built.dataDir).then(
    () => 'opened',
    (error: Error) => error.message,
  );
  expect(second).toContain('ended with 0');
  expect(await call(built.page, 'preferences.get', {})).toMatchObject({ ok: true });
});

test('closing the window ends it in order, and the next start has the data', async ({ built }) => {
  await call(built.page, 'preferences.set', { theme: 'dark' });
  const ended = new Promise((resolve) => built.process.once('exit', resolve));
  await built.page.close();
  expect(await ended).toBe(0);
  const again = await startBuiltShell(built.dataDir);
  expect(await call(again.page, 'preferences.get', {})).toMatchObject({ ok: true, value: { theme: 'dark' } });
  expect(await again.quit()).toBe(0);
});
