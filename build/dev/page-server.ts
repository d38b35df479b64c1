import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { TOKEN_META } from '../../src-preload/contract/page-session.ts';

/** The event by which the page is told to sign in anew, and its data. */
const SIGN_IN = 'trunkline:sign-in';
const SIGN_IN_MODULE = 'virtual:trunkline-sign-in';
const SIGN_IN_CODE = `if (import.meta.hot) {
  import.meta.hot.on('${SIGN_IN}', ({ search }) => location.replace('/' + search + location.hash));
}`;

export interface PageServerOptions {
  /** The project's folder. */
  readonly root: string;
  /** Where the desk answers: `http://127.0.0.1:PORT`. */
  readonly desk: string;
  readonly port: number;
}

/** The page with hot reload, and the desk's commands behind it under the same origin. */
export interface PageServer {
  /** The server's own origin. */
  readonly origin: string;
  /** Calls `changed` some moments after files below a folder have changed. */
  watch(folders: readonly string[], changed: () => void): void;
  /** Has every open page sign in anew, with the key of an address of the desk. */
  signIn(address: string): void;
  close(): Promise<void>;
}

/** Long enough for an editor to save all files, ms. */
const SETTLED_MS = 200;

/**
 * Serves the page from its source. What the desk's own server guards stays guarded: the key is exchanged there, and each call is
 * passed on with the host and origin that it asks for.
 */
export async function servePageFromSource({ root, desk, port }: PageServerOptions): Promise<PageServer> {
  const server = await createServer({
    configFile: false,
    root: join(root, 'src-renderer'),
    plugins: [react({ jsxImportSource: '#jsx' }), signInAtDesk(desk)],
    server: {
      host: '127.0.0.1',
      port,
      fs: { allow: [root] },
      proxy: {
        '/api': { target: desk, changeOrigin: true, headers: { origin: desk } },
        '/signed-out': { target: desk, changeOrigin: true },
      },
    },
    // The core's folders too, for those who wait for their changes.
    appType: 'spa',
    clearScreen: false,
    logLevel: 'warn',
  });
  await server.listen();
  const origin = originOf(server);
  return {
    origin,
    watch(folders, changed) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      server.watcher.add([...folders]);
      server.watcher.on('all', (_, path) => {
        if (!folders.some((folder) => path.startsWith(folder))) return;
        clearTimeout(timer);
        timer = setTimeout(changed, SETTLED_MS);
      });
    },
    signIn: (address) => server.ws.send(SIGN_IN, { search: new URL(address).search }),
    close: () => server.close(),
  };
}

function originOf(server: ViteDevServer): string {
  const address = server.httpServer?.address();
  if (address === null || address === undefined || typeof address === 'string')
    throw new Error('The page is not served.');
  return `http://127.0.0.1:${address.port}`;
}

/** Exchanges keys at the desk, and gives the page its token as the desk does. */
function signInAtDesk(desk: string): Plugin {
  return {
    name: 'trunkline-sign-in',
    resolveId: (id) => (id === SIGN_IN_MODULE ? `\0${id}` : null),
    load: (id) => (id === `\0${SIGN_IN_MODULE}` ? SIGN_IN_CODE : null),
    transformIndexHtml: () => [
      { tag: 'script', attrs: { type: 'module', src: `/@id/__x00__${SIGN_IN_MODULE}` }, injectTo: 'head' },
    ],
    configureServer(server) {
      server.middlewares.use(async (req, res, next) => {
        const url = new URL(req.url ?? '/', 'http://page');
        if (url.pathname !== '/' || !url.searchParams.has('key')) return next();
        try {
          const answer = await fetch(`${desk}/${url.search}`, { redirect: 'manual' });
          const html = await answer.text();
          const token = new RegExp(`<meta name="${TOKEN_META}" content="([^"]+)">`).exec(html)?.[0];
          if (token === undefined) {
            res.writeHead(answer.status === 303 ? 303 : 401, { location: '/', 'content-type': 'text/html' }).end(html);
            return;
          }
          const file = join(server.config.root, 'index.html');
          const page = await server.transformIndexHtml('/', readFileSync(file, 'utf8'));
          res.writeHead(200, { 'content-type': 'text/html', 'set-cookie': answer.headers.getSetCookie() });
          res.end(page.replace('<head>', `<head>${token}`));
        } catch (error) {
          next(error);
        }
      });
    },
  };
}
