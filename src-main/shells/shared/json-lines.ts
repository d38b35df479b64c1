import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';

/** The longest accepted line, in characters. A peer that sends more is disconnected. */
export const LONGEST_LINE = 32 * 1024 * 1024;

/**
 * Reads a socket as one JSON value per line. A line that is not JSON, or is longer than `LONGEST_LINE`, closes the connection, because the
 * other side is not Trunkline.
 */
export function readJsonLines(socket: Socket, take: (value: unknown) => void): void {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    let text = decoder.write(chunk);
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
      parts.push(text.slice(0, end));
      text = text.slice(end + 1);
      const line = parts.join('');
      parts = [];
      length = 0;
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        // The sender does not use this protocol.
        socket.destroy();
        return;
      }
      take(value);
    }
    if (text !== '') parts.push(text);
    length += text.length;
    if (length > LONGEST_LINE) socket.destroy();
  });
}
