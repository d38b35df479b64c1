import type { Duplex } from 'node:stream';

/** "HTTP/1.1 100": the shortest beginning that shows whether a response is interim. */
const STATUS_BYTES = 12;
const VERSION = 'HTTP/1.';
/** Interim responses switch protocols with 101, which nobody asked for, and which is therefore left to be an error. */
const INTERIM = /^HTTP\/1\.\d 1(?!01)\d\d/;
const HEAD_END = '\r\n\r\n';
/** A longer interim response is passed on, and the client refuses it. */
const HEAD_BYTES_AT_MOST = 16 * 1024;

/**
 * Takes interim responses out of what is read from a socket. "A client MUST be able to parse one or more 1xx responses received prior to a
 * final response, even if the client does not expect one" (RFC 9110, section 15.2), but undici ends the connection at a 100 that it didn't
 * ask for, and the request's result would be unknown.
 */
export function skipInterimResponses(socket: Duplex): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  const write = socket.write;
  // Whether what comes next is the beginning of a response. Requests are not pipelined, so this is so after each request.
  let atStart = true;
  let held: Buffer = Buffer.alloc(0);
  socket.write = (...args: unknown[]): boolean => {
    atStart = true;
    return Reflect.apply(write, socket, args);
  };
  socket.read = (size?: number): Buffer | null => {
    let chunk = read(size);
    while (chunk !== null && atStart) {
      const bytes: Buffer = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const rest = afterInterim(bytes);
      atStart = rest === null;
      held = rest === null ? bytes : Buffer.alloc(0);
      chunk = rest ?? read(size);
    }
    return chunk;
  };
}

/** The bytes from the final response on; null while more of them must be read to find where it begins. */
function afterInterim(bytes: Buffer): Buffer | null {
  let at = 0;
  for (;;) {
    const status = bytes.toString('latin1', at, at + STATUS_BYTES);
    // What isn't the beginning of a response, as the rest of an early answer, is never held back.
    if (status.length < STATUS_BYTES && VERSION.startsWith(status.slice(0, VERSION.length))) return null;
    if (!INTERIM.test(status)) return bytes.subarray(at);
    const end = bytes.indexOf(HEAD_END, at);
    if (end < 0) return bytes.length - at > HEAD_BYTES_AT_MOST ? bytes.subarray(at) : null;
    at = end + HEAD_END.length;
  }
}
