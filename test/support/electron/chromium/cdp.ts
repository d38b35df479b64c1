/** The parameters of an event, as the Chrome DevTools Protocol sends them. */
export type Params = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

/** One side of a DevTools connection: the browser itself, or one of its pages. */
export interface Cdp {
  /** @throws Error with the browser's message */
  send<R = Params>(method: string, params?: Params): Promise<R>;
  on(method: string, listener: (params: Params) => void): void;
}

/** A connection to a Chromium, with a session for each page that is attached (flat mode of the protocol). */
export class CdpConnection implements Cdp {
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, { resolve: (result: Params) => void; reject: (error: Error) => void }>();
  readonly #listeners = new Map<string, Array<(params: Params) => void>>();
  #next = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
    this.closed = new Promise((resolve) => {
      socket.addEventListener('close', () => {
        for (const { reject } of this.#pending.values()) reject(new Error('Chromium has gone'));
        this.#pending.clear();
        resolve();
      });
    });
  }

  static async open(address: string): Promise<CdpConnection> {
    const socket = new WebSocket(address);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new Error(`nothing answers at ${address}`)));
    });
    return new CdpConnection(socket);
  }

  send<R = Params>(method: string, params: Params = {}): Promise<R> {
    return this.#send(undefined, method, params) as Promise<R>;
  }

  on(method: string, listener: (params: Params) => void): void {
    this.#listen('', method, listener);
  }

  session(sessionId: string): Cdp {
    return {
      send: <R = Params>(method: string, params: Params = {}) => this.#send(sessionId, method, params) as Promise<R>,
      on: (method, listener) => this.#listen(sessionId, method, listener),
    };
  }

  #send(sessionId: string | undefined, method: string, params: Params): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return reject(new Error('Chromium has gone'));
      this.#pending.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  }

  #listen(sessionId: string, method: string, listener: (params: Params) => void): void {
    const key = `${sessionId} ${method}`;
    this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result ?? {});
      return;
    }
    const listeners = this.#listeners.get(`${message.sessionId ?? ''} ${message.method}`) ?? [];
    for (const listener of listeners) listener(message.params ?? {});
  }
}
