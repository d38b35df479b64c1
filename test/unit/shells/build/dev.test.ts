import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { DeskProcess } from '../../../../build/dev/desk-process.ts';
import { servePageFromSource } from '../../../../build/dev/page-server.ts';
import { TOKEN_HEADER, TOKEN_META } from '../../../../src-preload/contract/page-session.ts';
import { folder } from '../support.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Signs in at the page's server as a browser does. @returns the page, and how it asks a command */
async function signIn(origin: string, address: string) {
  const answer = await fetch(`${origin}/${new URL(address).search}`);
  const html = await answer.text();
  const token = new RegExp(`<meta name="${TOKEN_META}" content="([^"]+)">`).exec(html)?.[1] ?? '';
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const ask = (command: string) =>
    fetch(`${origin}/api/call/${command}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [TOKEN_HEADER]: token, cookie, origin },
      body: '{}',
    });
  return { status: answer.status, html, ask };
}

it('the page comes from its source with hot reload, its commands reach the desk, and a restart asks for a new key', async () => {
  const port = await freePort();
  const desk = new DeskProcess(folder(), port);
  onTestFinished(() => desk.close());
  const page = await servePageFromSource({ root: process.cwd(), desk: `http://127.0.0.1:${port}`, port: 0 });
  onTestFinished(() => page.close());

  const first = await signIn(page.origin, await desk.restart());
  expect(first.status).toBe(200);
  expect(first.html).toContain('/@vite/client');
  expect(await (await first.ask('agents.list')).json()).toMatchObject({ ok: true, value: { me: 'Me' } });
  const module = await fetch(`${page.origin}/main.tsx`);
  expect(await module.text()).toContain('createRoot');

  const again = await signIn(page.origin, await desk.restart());
  expect((await first.ask('agents.list')).status).toBe(401);
  expect((await again.ask('agents.list')).status).toBe(200);
  expect((await signIn(page.origin, await desk.address())).status).toBe(200);
}, 120_000);
