import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import { cacheRule, pageFile, SECURITY_HEADERS } from '../shared/page.ts';

const SCHEME = 'trunkline';
const HOST = 'desk';

/** The address of the page in the window. */
export const PAGE_URL = `${SCHEME}://${HOST}/`;

/** Makes the page's own scheme behave like https. To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
    },
  ]);
}

/** Whether an address is one of the window's own page. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
}

/** Serves the built page under its own scheme: only files below `pageDir`, each with the strict policy. */
export function servePage(on: Pick<Protocol, 'handle'>, pageDir: string): void {
  on.handle(SCHEME, async (request) => {
    if (!isOwnPage(request.url) || request.method !== 'GET') return answer(404, null);
    const file = pageFile(pageDir, new URL(request.url).pathname);
    if (file === null) return answer(404, null);
    try {
      const body = await readFile(file.path);
      return answer(200, new Uint8Array(body), { 'content-type': file.type, 'cache-control': cacheRule(file) });
    } catch {
      // The file was deleted while it was read, as during an update.
      return answer(404, null);
    }
  });
}

function answer(status: number, body: Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers: { ...SECURITY_HEADERS, ...headers } });
}
