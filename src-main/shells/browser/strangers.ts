import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The most connections that have not sent a token yet. A browser opens only a few. */
const MOST_STRANGERS = 128;

/**
 * Prevents unauthenticated connections from filling the server: beyond `most`, each new one closes the oldest. Anybody on the machine can
 * connect to a port of 127.0.0.1 without sending anything.
 *
 * @returns a function to call with a connection that has sent its token, which is not counted from then on
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
