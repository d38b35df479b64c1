import { chmodSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { z } from 'zod';
import { type Reply, reply } from '../../../src-preload/contract/errors.ts';
import { refusal } from './desk.ts';
import { readJsonLines } from './json-lines.ts';
import { findSocketPlace, leaveSocketPlace, makeSocketPlace, type SocketPlace } from './socket-place.ts';

/** Executes a command of the contract. Always resolves. */
export type Call = (command: string, input: unknown) => Promise<Reply>;

/** How programs that may use the local socket open the page of a desk in a browser. */
export interface PageAccess {
  /** An address with a key that works once, and for a minute. */
  address(): string;
  /** The path of a file, readable only by its owner, that redirects to such an address, and can be used as a program's argument. */
  openerFile(): string;
}

/** The state of a desk; `closing` while it waits for open requests. */
export const deskLife = z.enum(['open', 'closing']);
export type DeskLife = z.infer<typeof deskLife>;

/** How a desk with its own window is asked for its state, and to quit. */
export interface DeskEnding {
  life(): DeskLife;
  /** Starts to quit in order, as signals do elsewhere, which Windows does not have. */
  quit(): void;
}

export interface LocalSocketServer {
  readonly path: string;
  /** Closes every connection and removes the socket. */
  close(): Promise<void>;
}

/** A running desk on the same data. */
export interface RunningDesk {
  /** Always resolves: with `unavailable` if the desk ends meanwhile. */
  call: Call;
  /** See `PageAccess`; null for a desk without a page for a browser: one with its own window, or a terminal's. */
  address(): Promise<string | null>;
  /** See `PageAccess`; null as above. */
  openerFile(): Promise<string | null>;
  /** See `DeskEnding`; null for a desk without that. */
  life(): Promise<DeskLife | null>;
  /** Asks it to quit in order; false if it can't be asked. */
  quit(): Promise<boolean>;
  close(): void;
}

const request = z.union([
  z.object({ id: z.number(), command: z.string(), input: z.unknown().optional() }),
  z.object({ id: z.number(), ask: z.enum(['address', 'opener-file', 'life', 'quit']) }),
]);
const answer = z.union([
  z.object({ id: z.number(), reply }),
  z.object({ id: z.number(), address: z.string().nullable() }),
  z.object({ id: z.number(), life: deskLife.nullable() }),
  z.object({ id: z.number(), error: z.string() }),
]);

/**
 * Serves the desk to other programs of the same user on this machine: one JSON object per line, `{id, command, input}`, answered with `{id,
 * reply}` in the order in which commands finish. Only its owner may connect.
 *
 * To be called once the data folder is owned: a socket left by a killed desk is replaced.
 *
 * @throws Error with a sentence if another desk answers on it, or the place can't be used
 */
export async function serveLocalSocket(
  call: Call,
  dataDir: string,
  page: PageAccess | null = null,
  ending: DeskEnding | null = null,
): Promise<LocalSocketServer> {
  const taken = findSocketPlace(dataDir);
  const other = taken && (await open(taken));
  if (other) {
    other.destroy();
    throw new Error(`Another Trunkline is using ${taken?.path}. Close it first.`);
  }
  const place = makeSocketPlace(dataDir);
  const peers = new Set<Socket>();
  const server = createServer((socket) => {
    peers.add(socket);
    socket.on('close', () => peers.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, call, { page, ending });
  });
  await listen(server, place.path);
  return {
    path: place.path,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          leaveSocketPlace(dataDir);
          resolve();
        });
        for (const peer of peers) peer.destroy();
      }),
  };
}

interface Served {
  readonly page: PageAccess | null;
  readonly ending: DeskEnding | null;
}

function serve(socket: Socket, call: Call, served: Served): void {
  readJsonLines(socket, (value) => {
    const asked = request.safeParse(value);
    if (!asked.success) {
      socket.destroy();
      return;
    }
    const { data } = asked;
    if ('ask' in data) {
      send(socket, { id: data.id, ...given(served, data.ask) });
      return;
    }
    call(data.command, data.input).then(
      (done) => send(socket, { id: data.id, reply: done }),
      (error: unknown) => send(socket, { id: data.id, reply: refusal(error) }),
    );
  });
}

type Given = { address: string | null } | { life: DeskLife | null } | { error: string };

function given({ page, ending }: Served, ask: 'address' | 'opener-file' | 'life' | 'quit'): Given {
  try {
    if (ask === 'quit') ending?.quit();
    if (ask === 'life' || ask === 'quit') return { life: ending?.life() ?? null };
    if (page === null) return { address: null };
    return { address: ask === 'address' ? page.address() : page.openerFile() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function send(socket: Socket, value: unknown): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(value)}\n`);
}

/** Binds so that the socket is never open to others, not even for a moment. */
function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const onWindows = process.platform === 'win32';
    const before = onWindows ? 0 : process.umask(0o177);
    try {
      server.listen(path, () => {
        server.off('error', reject);
        if (!onWindows) chmodSync(path, 0o600);
        resolve();
      });
    } finally {
      if (!onWindows) process.umask(before);
    }
  });
}

/** Connects to a running desk on a data folder; null if there is none. */
export async function connectLocalSocket(dataDir: string): Promise<RunningDesk | null> {
  const place = findSocketPlace(dataDir);
  if (place === null) return null;
  const socket = await open(place);
  return socket && speak(socket);
}

function speak(socket: Socket): RunningDesk {
  const pending = new Map<number, (answered: z.infer<typeof answer> | null) => void>();
  let nextId = 1;
  const lost = () => {
    for (const settle of pending.values()) settle(null);
    pending.clear();
  };
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.on('close', lost);
  readJsonLines(socket, (value) => {
    const answered = answer.safeParse(value);
    if (!answered.success) {
      socket.destroy();
      return;
    }
    const settle = pending.get(answered.data.id);
    pending.delete(answered.data.id);
    settle?.(answered.data);
  });

  function ask(what: Record<string, unknown>): Promise<z.infer<typeof answer> | null> {
    if (socket.destroyed) return Promise.resolve(null);
    const id = nextId++;
    return new Promise((resolve) => {
      pending.set(id, resolve);
      send(socket, { id, ...what });
    });
  }

  async function access(what: 'address' | 'opener-file'): Promise<string | null> {
    const answered = await ask({ ask: what });
    if (answered && 'error' in answered) throw new Error(answered.error);
    return answered && 'address' in answered ? answered.address : null;
  }

  async function lifeAfter(what: 'life' | 'quit'): Promise<DeskLife | null> {
    const answered = await ask({ ask: what });
    return answered && 'life' in answered ? answered.life : null;
  }

  return {
    async call(command, input) {
      const answered = await ask({ command, input });
      if (answered && 'reply' in answered) return answered.reply;
      return {
        ok: false,
        error: {
          code: 'unavailable',
          message: 'The running Trunkline stopped while working on this. Check whether it was done, then try again.',
        },
      };
    },
    address: () => access('address'),
    openerFile: () => access('opener-file'),
    life: () => lifeAfter('life'),
    quit: async () => (await lifeAfter('quit')) !== null,
    close() {
      socket.destroy();
    },
  };
}

/** Opens the socket; null if nobody listens there. */
function open(place: SocketPlace): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(place.path);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', () => resolve(null));
  });
}
