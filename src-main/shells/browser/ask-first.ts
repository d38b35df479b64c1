import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { forgetDesk, UnexpectedDesk } from '../../db/known-desks.ts';
import { logError } from '../../platform/log/log.ts';
import { SECURITY_HEADERS } from '../shared/page.ts';
import { asText, sendWords } from './answer.ts';
import { refuseRequest } from './enter.ts';
import { createGuard, type Entry, type Guard, KEY_LIFE_MS } from './guard.ts';
import { isSame } from './one-time.ts';
import { openOpenerFiles } from './opener-files.ts';

interface OpenShell {
  /** The first address of this server. */
  readonly url: string;
}

interface AskFirst<Shell extends OpenShell> {
  readonly dataDir: string;
  /** Why the desk was not opened. */
  readonly unexpected: UnexpectedDesk;
  /** Opens the desk. It is called again for each choice. */
  readonly start: () => Promise<Shell>;
  /** Shows a page to the person: its address, and a file readable only by its owner that redirects there. */
  readonly show: (address: string, openerFile: string) => void;
}

/** The longest body of a choice, bytes. */
const BODY_AT_MOST = 1_000;

/**
 * Asks in the browser what to do with a folder that does not contain the desk last used there: check again, or do what `--new` does. It is
 * a separate server, because nothing may be created in the data folder before that. It has the desk's guard.
 *
 * @returns the desk, after it was opened and the browser was redirected to it
 * @throws Error if the person quits, and what `start` throws
 */
export async function askFirst<Shell extends OpenShell>(asked: AskFirst<Shell>): Promise<Shell> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  let question: Question<Shell> | null = null;
  const server = createServer((req, res) => {
    if (question === null) res.destroy();
    else
      question.answer(req, res).catch((error: unknown) => {
        logError('a request was not answered', error);
        res.destroy();
      });
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const guard = createGuard(port);
  question = new Question(asked, guard);
  const address = (onUsed?: () => void) => `http://127.0.0.1:${port}/?key=${guard.issueKey(onUsed)}`;
  const openers = openOpenerFiles(folder);
  try {
    asked.show(address(), openers.create(address, KEY_LIFE_MS));
    return await question.decided;
  } finally {
    openers.close();
    removeFolder();
    process.off('exit', removeFolder);
    server.close();
    server.closeAllConnections();
  }
}

/** The page with the question, and the handling of the choice. */
class Question<Shell extends OpenShell> {
  readonly #asked: AskFirst<Shell>;
  readonly #guard: Guard;
  readonly #outcome = Promise.withResolvers<Shell>();
  #unexpected: UnexpectedDesk;
  #entry: Entry | null = null;
  #isChoosing = false;

  constructor(asked: AskFirst<Shell>, guard: Guard) {
    this.#asked = asked;
    this.#guard = guard;
    this.#unexpected = asked.unexpected;
  }

  get decided(): Promise<Shell> {
    return this.#outcome.promise;
  }

  async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const guard = this.#guard;
    const stranger = guard.checkStranger(req);
    if (stranger) return refuseRequest(req, res, stranger);
    const key = new URL(req.url ?? '/', 'http://desk').searchParams.get('key');
    if (req.method === 'GET' && key !== null) {
      // A browser that prefetches the page would use up the key.
      if (req.headers['sec-purpose']?.includes('prefetch')) return sendWords(res, 503, 'Not ahead of time.');
      return this.#enter(key, req, res);
    }
    const refused = guard.checkPage(req);
    if (refused || this.#entry === null) return refuseRequest(req, res, refused ?? 'no-session');
    if (req.method !== 'POST') return sendQuestion(res, this.#unexpected, this.#entry);
    const bytes = Number(req.headers['content-length'] ?? Number.NaN);
    if (Number.isNaN(bytes) || bytes > BODY_AT_MOST) return sendWords(res, 413, 'This is no answer.');
    const form = new URLSearchParams(await text(req));
    // The cookie is sent to every port of this machine, but the token in the page is not.
    if (!isSame(form.get('token') ?? '', this.#entry.token)) return refuseRequest(req, res, 'no-token');
    if (this.#isChoosing) return sendWords(res, 409, 'Trunkline is being opened.');
    this.#isChoosing = true;
    await this.#choose(form.get('choice'), this.#entry, res).finally(() => {
      this.#isChoosing = false;
    });
  }

  #enter(key: string, req: IncomingMessage, res: ServerResponse): void {
    const entry = this.#guard.exchange(key);
    if (typeof entry === 'string') {
      refuseRequest(req, res, entry);
    } else {
      this.#entry = entry;
      sendQuestion(res, this.#unexpected, entry);
    }
  }

  async #choose(choice: string | null, entry: Entry, res: ServerResponse): Promise<void> {
    const { dataDir, start } = this.#asked;
    if (choice === 'quit') {
      await sent(res, () => sendWords(res, 200, 'Trunkline was not started. You can close this tab.'));
      return this.#outcome.reject(new Error(this.#unexpected.message));
    }
    if (choice === 'anyway') forgetDesk(dataDir);
    try {
      const shell = await start();
      await sent(res, () => sendWords(res, 200, 'Opening Trunkline …', { head: leadTo(shell.url) }));
      this.#outcome.resolve(shell);
    } catch (error) {
      if (error instanceof UnexpectedDesk) {
        this.#unexpected = error;
        return sendQuestion(res, error, entry);
      }
      await sent(res, () => sendWords(res, 500, error instanceof Error ? error.message : String(error)));
      this.#outcome.reject(error);
    }
  }
}

/** Sends an answer and waits until it has been sent, or the connection is closed. */
async function sent(res: ServerResponse, send: () => void): Promise<void> {
  const gone = once(res, 'close');
  send();
  await gone;
}

const leadTo = (address: string): string => `<meta http-equiv="refresh" content="0;url=${address}">`;

function sendQuestion(res: ServerResponse, { title, message, anyway }: UnexpectedDesk, { cookie, token }: Entry): void {
  const button = (choice: string, words: string) => `<button name="choice" value="${choice}">${asText(words)}</button>`;
  const body = Buffer.from(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${asText(title)} - Trunkline</title></head><body><main><h1>${asText(title)}</h1><p>${asText(message)}</p><form method="post" action="/"><input type="hidden" name="token" value="${token}"><p>${button('again', 'Try again')} ${button('anyway', anyway)} ${button('quit', 'Quit')}</p></form></main></body></html>`,
  );
  const policy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  res.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-security-policy': policy,
    // Without a referrer a form's request has the origin `null` (Fetch, "append a request Origin header").
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
    'set-cookie': cookie,
  });
  res.end(body);
}
