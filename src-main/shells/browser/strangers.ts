import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Connections that have not shown a token yet, at most; a browser opens a handful. */
const MOST_STRANGERS = 128;

/**
 * Keeps connections that nobody vouches for from filling the server: beyond `most`, each new one ends the oldest. Anybody on the
 * machine can connect to a port of 127.0.0.1 and send nothing.
 *
 * @returns to be called with a connection that has shown its token, which is not counted from then on
 */
export function limitStrangers(server: Server, most = MOST_STRANGERS): (socket: Socket) => void {
  const strangers = new Set<Socket>();
  server.on('connection', (socket) => {
    strangers.add(socket);
    socket.once('close', () => strangers.delete(socket));
    if (strangers.size <= most) return;
    const [oldest] = strangers;
    if (oldest) {
      strangers.delete(oldest);
      oldest.destroy();
    }
  });
  return (socket) => strangers.delete(socket);
}
