import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isOwnPage, PAGE_URL, registerScheme, servePage } from '../../../../src-main/shells/electron/scheme.ts';
import { CONTENT_SECURITY_POLICY } from '../../../../src-main/shells/shared/page.ts';
import { folder } from '../support.ts';
import { protocol, session, startAnew } from './fake-electron.ts';

vi.mock('electron', () => import('./fake-electron.ts'));
beforeEach(startAnew);

function served() {
  const root = folder();
  const pageDir = join(root, 'renderer');
  mkdirSync(join(pageDir, 'assets'), { recursive: true });
  writeFileSync(join(pageDir, 'index.html'), 'the page');
  writeFileSync(join(pageDir, 'assets', 'a.css'), 'p{}');
  writeFileSync(join(root, 'outside.js'), 'secret');
  symlinkSync(join(root, 'outside.js'), join(pageDir, 'link.js'));
  servePage(session.defaultSession.protocol, pageDir);
  const [scheme, handler] = vi.mocked(session.defaultSession.protocol.handle).mock.calls[0] ?? [];
  expect(scheme).toBe('trunkline');
  return (url: string, method = 'GET') => {
    if (!handler) throw new Error('nothing is served');
    // Request itself would mend the address; what Chromium hands over is not relied on.
    return handler({ url, method } as Request);
  };
}

describe('the page’s own scheme', () => {
  it('is standard and secure, and no door to anything else', () => {
    registerScheme();
    expect(vi.mocked(protocol.registerSchemesAsPrivileged).mock.calls).toEqual([
      [
        [
          {
            scheme: 'trunkline',
            privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
          },
        ],
      ],
    ]);
  });

  it('serves the page with its types and the strict policy', async () => {
    const get = served();
    const page = await get(PAGE_URL);
    expect(page.status).toBe(200);
    expect(await page.text()).toBe('the page');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const style = await get('trunkline://desk/assets/a.css');
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    for (const { headers } of [page, style, await get('trunkline://desk/none.js')]) {
      expect(headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(CONTENT_SECURITY_POLICY.split('; ')).toContain(part);
    }
  });

  it('gives no file outside the page’s folder, and nothing of another host', async () => {
    const get = served();
    for (const url of [
      'trunkline://desk/../outside.js',
      'trunkline://desk/%2e%2e/outside.js',
      'trunkline://desk/..%2foutside.js',
      'trunkline://desk/assets/..%2f..%2foutside.js',
      'trunkline://desk/..%5coutside.js',
      'trunkline://desk/link.js',
      'trunkline://desk//etc/passwd.js',
      'trunkline://desk/%00.js',
      'trunkline://other/assets/a.css',
      'trunkline://desk:1/assets/a.css',
      'trunkline://someone@desk/assets/a.css',
      'file:///etc/passwd.js',
    ]) {
      const answer = await get(url);
      expect([url, answer.status, await answer.text()]).toEqual([url, 404, '']);
    }
    expect((await get(PAGE_URL, 'POST')).status).toBe(404);
  });

  it('knows its own addresses', () => {
    expect(isOwnPage('trunkline://desk/')).toBe(true);
    expect(isOwnPage('trunkline://desk/#/dial-lists')).toBe(true);
    for (const url of [
      'trunkline://desk.evil/',
      'trunkline:desk',
      'https://desk/',
      'trunkline://evil/desk',
      'about:blank',
      '',
    ]) {
      expect([url, isOwnPage(url)]).toEqual([url, false]);
    }
  });
});
