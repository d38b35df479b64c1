import { cloneTools } from './clone.ts';

/*
 * The two JavaScript worlds of a window's page: the page's own, and the isolated one of its preload script. They are Chromium's own worlds:
 * they share the document and not one object. What crosses between them crosses as the detail of an event, which Chromium clones
 * into the other world by the structured clone algorithm.
 *
 * The rules of the bridge are those of Electron's docs/api/context-bridge.md: functions and promises are proxied, errors keep their message
 * alone, everything else is copied, and what is exposed is frozen. Each function here is sent into the page as it stands.
 */

/** The name of the world, as Electron names it (shell/common/world_ids.h, "Electron Isolated Context"). */
export const ISOLATED_WORLD = 'Electron Isolated Context';
/** What the isolated world calls the main process by, and is called by. */
export const BINDING = '__electronSend';
export const RECEIVER = '__electronReceive';

interface Crossing {
  encode(value: unknown): unknown;
  decode(value: unknown): unknown;
  post(message: Readonly<Record<string, unknown>>): void;
  /** A message that is neither a call, nor a result, nor a promise that has settled. */
  other: (message: Readonly<Record<string, unknown>>) => void;
  /** Done to arguments before a function of this world hears them; a promise where that takes time. */
  before: (args: readonly unknown[]) => Promise<void> | undefined;
}

function crossing(to: string, from: string): Crossing {
  type Callable = (...args: unknown[]) => unknown;
  type Settle = { resolve: (value: unknown) => void; reject: (error: Error) => void };
  const given = new Map<number, Callable>();
  const ids = new Map<Callable, number>();
  const results = new Map<number, Record<string, unknown>>();
  const promised = new Map<number, Settle>();
  let next = 1;
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const isPlain = (value: object) => Object.getPrototypeOf(value) === Object.prototype;
  const self: Crossing = {
    encode(value) {
      if (typeof value === 'function') {
        const known = ids.get(value as Callable) ?? next++;
        ids.set(value as Callable, known);
        given.set(known, value as Callable);
        return { $function: known };
      }
      if (value instanceof Promise) {
        const id = next++;
        value.then(
          (done) => self.post({ is: 'settled', id, ok: true, value: self.encode(done) }),
          (error: unknown) => self.post({ is: 'settled', id, ok: false, error: messageOf(error) }),
        );
        return { $promise: id };
      }
      if (value instanceof Error) return { $error: value.message };
      if (Array.isArray(value)) return value.map(self.encode);
      if (value !== null && typeof value === 'object' && isPlain(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, self.encode(of)]));
      }
      // Chromium would let the whole event arrive without a word of what it held.
      structuredClone(value);
      return value;
    },
    decode(value) {
      if (value === null || typeof value !== 'object') return value;
      if (Array.isArray(value)) return value.map(self.decode);
      if (!isPlain(value)) return value;
      const { $function, $promise, $error } = value as Record<string, unknown>;
      if (typeof $error === 'string') return new Error($error);
      if (typeof $promise === 'number') {
        return new Promise((resolve, reject) => promised.set($promise, { resolve, reject }));
      }
      if (typeof $function === 'number') {
        return (...args: unknown[]) => {
          const call = next++;
          self.post({ is: 'call', call, function: $function, args: args.map(self.encode) });
          const result = results.get(call);
          results.delete(call);
          if (result?.ok !== true) throw new Error(String(result?.error ?? 'the other world does not answer'));
          return self.decode(result.value);
        };
      }
      return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, self.decode(of)]));
    },
    post(message) {
      dispatchEvent(new CustomEvent(to, { detail: message }));
    },
    other: () => {},
    before: () => undefined,
  };
  function run(message: Record<string, unknown>): Record<string, unknown> {
    try {
      const args = self.decode(message.args) as unknown[];
      const action = given.get(message.function as number);
      if (!action) throw new Error('there is no such function');
      const prepared = self.before(args);
      return { ok: true, value: self.encode(prepared ? prepared.then(() => action(...args)) : action(...args)) };
    } catch (error) {
      return { ok: false, error: messageOf(error) };
    }
  }
  addEventListener(from, (event) => {
    const message = (event as CustomEvent<Record<string, unknown>>).detail;
    if (message.is === 'call') self.post({ is: 'result', call: message.call, ...run(message) });
    else if (message.is === 'result') results.set(message.call as number, message);
    else if (message.is === 'settled') {
      const settle = promised.get(message.id as number);
      promised.delete(message.id as number);
      if (message.ok === true) settle?.resolve(self.decode(message.value));
      else settle?.reject(new Error(String(message.error)));
    } else self.other(message);
  });
  return self;
}

/** The page's own world: what the preload script exposes is put on its window, frozen. */
function mainWorld(cross: Crossing): void {
  const freeze = (value: unknown): unknown => {
    if (value !== null && typeof value === 'object') for (const inside of Object.values(value)) freeze(inside);
    return Object.freeze(value);
  };
  cross.other = (message) => {
    if (message.is !== 'expose') return;
    Object.defineProperty(window, String(message.name), { value: freeze(cross.decode(message.api)), enumerable: true });
  };
}

/** The preload script's world: `require('electron')` and nothing else (docs/tutorial/sandbox.md, "Preload scripts"). */
function isolatedWorld(
  cross: Crossing,
  tools: { pack: (value: unknown) => string; unpack: (text: string) => unknown },
  preload: (require: unknown, module: unknown, exports: unknown) => void,
): void {
  type Listener = (event: unknown, ...args: unknown[]) => void;
  const host = globalThis as unknown as Record<string, (text: string) => void>;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  const files: File[] = [];
  const paths = new WeakMap<File, string>();
  let next = 1;
  const send = (message: Record<string, unknown>, args: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      // Throws here for what can't be cloned, as Electron does.
      const packed = tools.pack(args);
      const id = next++;
      waiting.set(id, { resolve, reject });
      host.__electronSend?.(JSON.stringify({ ...message, id, args: packed }));
    });
  host.__electronReceive = (text) => {
    const message = JSON.parse(text) as { is: string; id: number; channel: string; value: string; error?: string };
    if (message.is === 'event') {
      const args = tools.unpack(message.value) as unknown[];
      for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({ senderId: 0 }, ...args);
      return;
    }
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.error !== undefined) reject?.(new Error(message.error));
    else resolve?.(tools.unpack(message.value));
  };
  Object.assign(globalThis, { __electronFile: (at: number) => files[at] });
  // Electron knows at once which path a file came from. Here Chromium is asked, before the preload script sees the file.
  cross.before = (args) => {
    const unknown = args.filter((one): one is File => one instanceof File && !paths.has(one));
    if (unknown.length === 0) return undefined;
    const asked = unknown.map(async (file) => {
      const path = await send({ is: 'path' }, files.push(file) - 1);
      paths.set(file, String(path));
    });
    return Promise.all(asked).then(() => {});
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, api: unknown) {
        cross.post({ is: 'expose', name, api: cross.encode(api) });
      },
    },
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => send({ is: 'invoke', channel }, args),
      on(channel: string, listener: Listener) {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
        return electron.ipcRenderer;
      },
      off(channel: string, listener: Listener) {
        listeners.get(channel)?.delete(listener);
        return electron.ipcRenderer;
      },
    },
    webUtils: { getPathForFile: (file: File) => paths.get(file) ?? '' },
  };
  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  preload(require, module, module.exports);
}

const TO_PAGE = 'electron:to-page';
const TO_PRELOAD = 'electron:to-preload';

/** The script that runs before any of the page's own, in its world. */
export function mainWorldScript(): string {
  return `if (window === top) (${mainWorld})((${crossing})(${JSON.stringify(TO_PRELOAD)}, ${JSON.stringify(TO_PAGE)}));`;
}

/** The script that runs after it in the isolated world: a preload script and what it is given. Frames have none (`nodeIntegrationInSubFrames`). */
export function isolatedWorldScript(preload: string): string {
  const cross = `(${crossing})(${JSON.stringify(TO_PAGE)}, ${JSON.stringify(TO_PRELOAD)})`;
  return `if (window === top) (${isolatedWorld})(${cross}, (${cloneTools})(), function (require, module, exports) {\n${preload}\n});`;
}
