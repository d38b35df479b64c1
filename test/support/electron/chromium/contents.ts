import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { FakeEvent } from '../event.ts';
import { mayNavigate } from '../navigation.ts';
import { inChromium, inElectron } from './addresses.ts';
import { app } from './app.ts';
import type { Cdp, Params } from './cdp.ts';
import { cloneTools } from './clone.ts';
import { invoke } from './ipc.ts';
import { report } from './report.ts';
import { defaultSession } from './session.ts';
import { BINDING, ISOLATED_WORLD, isolatedWorldScript, mainWorldScript, RECEIVER } from './worlds.ts';

const { pack, unpack } = cloneTools();

type OpenHandler = (details: { url: string; frameName: string; disposition: string }) => { action: string };

interface Frame {
  readonly url: string;
  readonly parent: null | object;
}

/** The page of a window: docs/api/web-contents.md, over a target of the DevTools Protocol. */
export class WebContents extends EventEmitter {
  readonly id: number;
  readonly session = defaultSession;
  #url = 'about:blank';
  #page: Cdp | null = null;
  #targetId = '';
  #frame = '';
  #isolated: number | null = null;
  #expected: string | null = null;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #destroyed = false;

  constructor(id: number) {
    super();
    this.id = id;
  }

  get mainFrame(): Frame {
    return { url: this.#url, parent: null };
  }
  getURL(): string {
    return this.#url;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  focus(): void {}
  isLoading(): boolean {
    return false;
  }

  send(channel: string, ...args: unknown[]): void {
    const value = pack(args);
    // Electron drops what no page is there to hear.
    if (this.#isolated !== null) this.#toPage(this.#isolated, { is: 'event', channel, value });
  }

  reload(): void {
    this.#expected = this.#url;
    void this.#page?.send('Page.reload').catch(() => {});
  }

  /** Loads an address of the app's own choosing: no event asks whether it may. */
  async load(address: string): Promise<void> {
    if (!this.#page) throw new Error('the window has gone');
    this.#expected = address;
    const { errorText } = await this.#page.send<{ errorText?: string }>('Page.navigate', { url: inChromium(address) });
    if (errorText) throw new Error(`${errorText} (-2) loading '${address}'`);
  }

  /** Takes hold of the page before anything runs in it. */
  async attach(page: Cdp, browser: Cdp, targetId: string, preload: string, address: string): Promise<void> {
    this.#page = page;
    this.#targetId = targetId;
    this.#frame = targetId;
    this.#hear(page, browser);
    await page.send('Page.enable');
    await page.send('Runtime.enable');
    await page.send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
    await page.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD });
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() });
    const script = this.#preloadScript(preload);
    if (script !== null) {
      await page.send('Page.addScriptToEvaluateOnNewDocument', { source: script, worldName: ISOLATED_WORLD });
    }
    await this.session.applyPermissions(browser, this, address);
  }

  gone(): void {
    this.#destroyed = true;
    this.#page = null;
    this.#isolated = null;
    this.emit('destroyed');
  }

  /** docs/api/web-contents.md, "preload-error": the page is shown all the same. */
  #preloadScript(path: string): string | null {
    try {
      return isolatedWorldScript(readFileSync(path, 'utf8'));
    } catch (error) {
      this.emit('preload-error', new FakeEvent(), path, error);
      process.stderr.write(`Unable to load preload script: ${path}\n`);
      return null;
    }
  }

  #hear(page: Cdp, browser: Cdp): void {
    page.on('Fetch.requestPaused', (paused) => void this.#answer(page, paused).catch(() => {}));
    page.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) void this.#called(String(payload), Number(executionContextId));
    });
    page.on('Runtime.executionContextCreated', ({ context }) => {
      const { id, name, auxData } = context as { id: number; name: string; auxData?: { frameId?: string } };
      if (name === ISOLATED_WORLD && auxData?.frameId === this.#frame) this.#isolated = id;
    });
    page.on('Runtime.executionContextsCleared', () => {
      this.#isolated = null;
    });
    page.on('Page.frameNavigated', ({ frame }) => {
      const { id, url, urlFragment = '' } = frame as { id: string; url: string; urlFragment?: string };
      if (id === this.#frame) this.#url = inElectron(url + urlFragment);
    });
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId !== this.#frame) return;
      this.#url = inElectron(String(url));
      this.emit('did-navigate-in-page', new FakeEvent(), this.#url, true);
    });
    page.on('Page.loadEventFired', () => this.emit('did-finish-load'));
    page.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      // Chromium hands these to the system, never to its network: they are not paused.
      if (!/^(?:https?|data|blob|about|javascript):/i.test(String(url)))
        void this.#leave(String(url), frameId === this.#frame);
    });
    page.on('Page.windowOpen', ({ url, windowName }) => this.#opens(String(url), String(windowName)));
    page.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', new FakeEvent(), { reason: 'crashed', exitCode: 1 });
    });
    // A window that a page has opened comes up paused, and goes before it has loaded anything.
    browser.on('Target.attachedToTarget', ({ targetInfo }) => {
      const { targetId, type, openerId } = targetInfo as { targetId: string; type: string; openerId?: string };
      if (type !== 'page' || targetId === this.#targetId || openerId !== this.#targetId) return;
      void browser.send('Target.closeTarget', { targetId }).catch(() => {});
    });
  }

  #opens(url: string, frameName: string): void {
    const { action } = this.#openHandler({ url: inElectron(url), frameName, disposition: 'foreground-tab' });
    report('window-open', { url: inElectron(url), action });
  }

  /** An address of another program: where no listener prevents it, Electron asks for the permission `openExternal`. */
  async #leave(address: string, isMainFrame: boolean): Promise<void> {
    if (!mayNavigate(this, address, isMainFrame)) return;
    const granted = await this.session.grants(this, 'openExternal', this.#url, { externalURL: address });
    if (granted) report('left', { url: address });
  }

  async #answer(page: Cdp, paused: Params): Promise<void> {
    const { requestId, resourceType, frameId } = paused as Record<string, string>;
    const { url, method, headers } = paused.request as { url: string; method: string; headers: Record<string, string> };
    const address = inElectron(url);
    const refuse = (errorReason: string) => page.send('Fetch.failRequest', { requestId, errorReason });
    if (resourceType === 'Document') {
      const isMainFrame = frameId === this.#frame;
      // From an empty page nothing can ask to leave: it is the test that comes back.
      const isExpected =
        isMainFrame && (this.#url === 'about:blank' || this.#expected?.split('#', 1)[0] === address.split('#', 1)[0]);
      if (isMainFrame) this.#expected = null;
      // The page stays where it is.
      if (!isExpected && !mayNavigate(this, address, isMainFrame)) return void (await refuse('Aborted'));
    }
    if (!(await this.session.mayLoad(url, method, resourceType ?? ''))) {
      return void (await refuse('BlockedByClient'));
    }
    const response = await this.session.answer(url, method, headers);
    // Nothing here may reach a network.
    if (!response) {
      report('network', { url });
      return void (await refuse('InternetDisconnected'));
    }
    await page.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  async #called(payload: string, context: number): Promise<void> {
    const { is, id, channel, args } = JSON.parse(payload) as { is: string; id: number; channel: string; args: string };
    try {
      const asked = unpack(args);
      const value = is === 'path' ? await this.#pathOf(Number(asked), context) : await this.#invoke(channel, asked);
      this.#toPage(context, { is: 'reply', id, value: pack(value) });
    } catch (error) {
      this.#toPage(context, { is: 'reply', id, error: `Error invoking remote method '${channel}': ${String(error)}` });
    }
  }

  #invoke(channel: string, args: unknown): Promise<unknown> {
    return invoke(channel, { sender: this, senderFrame: this.mainFrame, frameId: 1, processId: 1 }, args as unknown[]);
  }

  /** Where a file of the page came from; Chromium has an empty path for one that a script made. */
  async #pathOf(at: number, contextId: number): Promise<string> {
    const page = this.#page;
    if (!page) return '';
    const { result } = await page.send<{ result: { objectId: string } }>('Runtime.evaluate', {
      expression: `__electronFile(${at})`,
      contextId,
    });
    return (await page.send<{ path: string }>('DOM.getFileInfo', { objectId: result.objectId })).path;
  }

  #toPage(contextId: number, message: Readonly<Record<string, unknown>>): void {
    const expression = `${RECEIVER}(${JSON.stringify(JSON.stringify(message))})`;
    // A page that has gone elsewhere hears nothing.
    void this.#page?.send('Runtime.evaluate', { expression, contextId }).catch(() => {});
  }
}

export function nextContents(): WebContents {
  const contents = new WebContents(app.windows.length + 1);
  app.emit('web-contents-created', new FakeEvent(), contents);
  return contents;
}
