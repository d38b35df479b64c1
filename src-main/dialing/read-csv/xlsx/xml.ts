import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';

/** Callbacks while a document is read. Names have no prefix. */
export interface XmlTaker {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The longest text without a tag that is accepted. A workbook's cell has at most 32,767 characters. */
const MOST_TEXT = 16 * 1024 * 1024;

const local = (name: string): string => {
  const at = name.indexOf(':');
  return at === -1 ? name : name.slice(at + 1);
};

/** Parses an XML document while it is received, in bounded memory; yields after each piece. Throws if it isn't well-formed. */
export async function* readXml(stream: Readable, taker: XmlTaker): AsyncGenerator<number> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', ({ name, attributes }) => taker.open(local(name), attributes));
  if (taker.text) parser.on('text', (text) => taker.text?.(text));
  if (taker.text) parser.on('cdata', (text) => taker.text?.(text));
  if (taker.close) parser.on('closetag', ({ name }) => taker.close?.(local(name)));
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder('utf-8');
  let sinceTag = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sinceTag = chunk.includes(0x3c) ? 0 : sinceTag + chunk.length;
      if (sinceTag > MOST_TEXT) throw new Error('a single value in it is larger than any cell can be');
      parser.write(decoder.decode(chunk, { stream: true }));
      yield chunk.length;
    }
    parser.write(decoder.decode());
    parser.close();
  } finally {
    stream.destroy();
  }
}

/** Reads a small document completely. */
export async function takeXml(stream: Readable, taker: XmlTaker): Promise<void> {
  for await (const _ of readXml(stream, taker));
}
