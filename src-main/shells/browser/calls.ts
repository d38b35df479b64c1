import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Desk } from '../shared/desk.ts';
import { refuse, sendJson } from './answer.ts';

/** Longest input of a command, in bytes. */
export const LONGEST_INPUT = 4 * 1024 * 1024;

/** `POST /api/call/<command>` with the input as JSON, answered by the command's reply. */
export async function answerCall(
  desk: Desk,
  command: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return refuse(res, 415, 'invalid-input', 'Send the input of a command as application/json.');
  }
  const body = await readBody(req);
  if (body === null) {
    return refuse(res, 413, 'invalid-input', 'The input of a command is at most 4 MiB. Send files as uploads.', {
      connection: 'close',
    });
  }
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    // JSON.parse only throws for text that is not JSON.
    return refuse(res, 400, 'invalid-input', 'The input of a command must be JSON; this could not be parsed.');
  }
  sendJson(res, 200, await desk.call(command, input));
}

/** The whole body; null once it is too long, regardless of the announced length. */
async function readBody(req: IncomingMessage): Promise<string | null> {
  if (Number(req.headers['content-length'] ?? 0) > LONGEST_INPUT) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_INPUT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
