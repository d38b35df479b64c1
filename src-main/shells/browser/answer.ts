import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { CommandErrorShape, Reply } from '../../../src-preload/contract/index.ts';
import { SECURITY_HEADERS } from '../shared/page.ts';

type Headers = Readonly<Record<string, string | number>>;

/** Starts an answer with the headers that every answer has. */
export function begin(res: ServerResponse, status: number, headers: Headers): void {
  res.writeHead(status, { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...headers });
}

/** Answers with JSON. */
export function sendJson(res: ServerResponse, status: number, value: unknown, headers: Headers = {}): void {
  const body = Buffer.from(JSON.stringify(value));
  begin(res, status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, ...headers });
  res.end(body);
}

/** Answers that a request was refused, in the form in which commands are refused. */
export function refuse(
  res: ServerResponse,
  status: number,
  code: CommandErrorShape['code'],
  message: string,
  headers: Headers = {},
): void {
  sendJson(res, status, { ok: false, error: { code, message } } satisfies Reply, headers);
}

/** Optional parts of a page of text. */
export interface WordsMore {
  /** A command to run in a terminal. */
  readonly command?: string | undefined;
  /** Elements for its head. */
  readonly head?: string;
}

/** Text as HTML. */
export const asText = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Answers with a small page of text, for a person who used a wrong address. */
export function sendWords(res: ServerResponse, status: number, words: string, more: WordsMore = {}): void {
  const command = more.command === undefined ? '' : `<pre>${asText(more.command)}</pre>`;
  const body = Buffer.from(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Trunkline</title>${more.head ?? ''}</head><body><p>${asText(words)}</p>${command}</body></html>`,
  );
  begin(res, status, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
  res.end(body);
}

/** Sends a file, given by its path or already open, as the answer. If it can't be read to its end, the connection is closed. */
export async function sendFile(
  res: ServerResponse,
  file: string | FileHandle,
  headers: Headers,
  bodyWanted: boolean,
): Promise<void> {
  begin(res, 200, headers);
  if (!bodyWanted) {
    res.end();
    if (typeof file !== 'string') await file.close();
    return;
  }
  const stream = typeof file === 'string' ? createReadStream(file) : file.createReadStream();
  // If the browser or the file is gone after the head was sent, the answer can only be aborted.
  await pipeline(stream, res).catch(() => res.destroy());
}
