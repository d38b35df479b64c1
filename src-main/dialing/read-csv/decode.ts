import { isAscii, isUtf8 } from 'node:buffer';
import type { CsvFormat } from '../../../src-preload/contract/csv-format.ts';
import { fromMixedBytes, fromSingleBytes, MULTI_BYTE, multiByteDecoder } from './code-pages.ts';

/** Decodes the bytes of a file, split at any position, into text. */
export interface TextDecoding {
  /** The text of the next bytes, as far as it is complete. The bytes may be reused afterwards. */
  write(bytes: Buffer): string;
  /** The rest at the end of the file. */
  end(): string;
  /** Whether bytes that are invalid in this encoding have become U+FFFD so far. */
  readonly replaced: boolean;
}

const NOTHING = Buffer.alloc(0);
const REPLACEMENT = '\ufffd';
const MARK = '\ufeff';
/** A UTF-8 byte order mark read as Windows-1252. */
const MARK_AS_1252 = 'ï»¿';

/**
 * A streaming decoder. The byte order mark at the start is removed. Invalid bytes become U+FFFD, as in the WHATWG Encoding Standard ("utf-8
 * decode", "shared UTF-16 decoder", "windows-1252"), which `replaced` shows.
 */
export function createDecoder(encoding: CsvFormat['encoding']): TextDecoding {
  switch (encoding) {
    case 'utf-8':
      return new Utf8Decoding();
    case 'utf-16le':
      return new Utf16Decoding(false);
    case 'utf-16be':
      return new Utf16Decoding(true);
    case 'windows-1252':
      return new Windows1252Decoding();
    case 'utf-8+windows-1252':
      return new MixedDecoding();
    default:
      return MULTI_BYTE.has(encoding) ? new MultiByteDecoding(encoding) : new SingleByteDecoding(encoding);
  }
}

/** Decodes text whose characters are bytes (Latin-1). A byte order mark in it is kept. */
export function redecode(latin1: string, encoding: CsvFormat['encoding']): string {
  if (encoding === 'utf-8') return Buffer.from(latin1, 'latin1').toString('utf8');
  if (encoding === 'windows-1252') return to1252(latin1);
  const decoder = createDecoder(encoding);
  return decoder.write(Buffer.from(latin1, 'latin1')) + decoder.end();
}

/** Text without the byte order marks that are inside it if files were joined. */
export function withoutMarks(text: string): string {
  return text.includes(MARK) ? text.replaceAll(MARK, '') : text;
}

/** The number of bytes at the end that may be the beginning of an incomplete UTF-8 sequence: 0 to 3. */
export function unfinishedUtf8(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

class Utf8Decoding implements TextDecoding {
  replaced = false;
  #carry = NOTHING;
  #started = false;

  write(bytes: Buffer): string {
    // For pure ASCII, V8 creates one-byte strings directly, without checking or widening.
    if (this.#carry.length === 0 && isAscii(bytes)) {
      if (bytes.length > 0) this.#started = true;
      return bytes.toString('latin1');
    }
    const all = this.#carry.length === 0 ? bytes : Buffer.concat([this.#carry, bytes]);
    const whole = all.length - unfinishedUtf8(all);
    this.#carry = whole === all.length ? NOTHING : Buffer.from(all.subarray(whole));
    return this.#decode(all.subarray(0, whole));
  }

  end(): string {
    const rest = this.#carry;
    this.#carry = NOTHING;
    return this.#decode(rest);
  }

  #decode(bytes: Buffer): string {
    if (!isUtf8(bytes)) this.replaced = true;
    const text = bytes.toString('utf8');
    if (this.#started || text === '') return text;
    this.#started = true;
    return text.startsWith(MARK) ? text.slice(1) : text;
  }
}

class Utf16Decoding implements TextDecoding {
  replaced = false;
  readonly #bigEndian: boolean;
  #carry = NOTHING;
  /** The first half of a surrogate pair whose other half has not been read yet. */
  #half = '';
  #started = false;

  constructor(bigEndian: boolean) {
    this.#bigEndian = bigEndian;
  }

  write(bytes: Buffer): string {
    const all = this.#carry.length === 0 ? bytes : Buffer.concat([this.#carry, bytes]);
    const whole = all.length - (all.length % 2);
    this.#carry = whole === all.length ? NOTHING : Buffer.from(all.subarray(whole));
    const units = this.#bigEndian ? Buffer.from(all.subarray(0, whole)).swap16() : all.subarray(0, whole);
    let text = this.#half + units.toString('utf16le');
    const last = text.charCodeAt(text.length - 1);
    const endsInHalf = last >= 0xd800 && last <= 0xdbff;
    this.#half = endsInHalf ? text.slice(-1) : '';
    if (endsInHalf) text = text.slice(0, -1);
    if (!this.#started && text !== '') {
      this.#started = true;
      if (text.startsWith(MARK)) text = text.slice(1);
    }
    if (text.isWellFormed()) return text;
    this.replaced = true;
    return text.toWellFormed();
  }

  end(): string {
    const broken = (this.#half === '' ? '' : REPLACEMENT) + (this.#carry.length === 0 ? '' : REPLACEMENT);
    this.#half = '';
    this.#carry = NOTHING;
    if (broken !== '') this.replaced = true;
    return broken;
  }
}

/** 0x80 to 0x9F, where Windows-1252 differs from Latin-1. Its five unused bytes stay control characters (WHATWG index). */
const HIGH_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

class Windows1252Decoding implements TextDecoding {
  readonly replaced = false;
  #head: string | null = '';

  write(bytes: Buffer): string {
    let text = bytes.toString('latin1');
    if (this.#head !== null) {
      text = this.#head + text;
      if (MARK_AS_1252.startsWith(text) && text !== MARK_AS_1252) {
        this.#head = text;
        return '';
      }
      this.#head = null;
      if (text.startsWith(MARK_AS_1252)) text = text.slice(MARK_AS_1252.length);
    }
    return isAscii(bytes) ? text : to1252(text);
  }

  end(): string {
    const rest = this.#head ?? '';
    this.#head = null;
    return to1252(rest);
  }
}

function to1252(latin1: string): string {
  return latin1.replace(/[\x80-\x9f]/g, (char) => HIGH_1252[char.charCodeAt(0) - 0x80] ?? char);
}

class SingleByteDecoding implements TextDecoding {
  replaced = false;
  readonly #encoding: CsvFormat['encoding'];

  constructor(encoding: CsvFormat['encoding']) {
    this.#encoding = encoding;
  }

  write(bytes: Buffer): string {
    const latin1 = bytes.toString('latin1');
    if (isAscii(bytes)) return latin1;
    const text = fromSingleBytes(latin1, this.#encoding);
    if (text.includes(REPLACEMENT)) this.replaced = true;
    return text;
  }

  end(): string {
    return '';
  }
}

class MixedDecoding implements TextDecoding {
  readonly replaced = false;
  #carry = NOTHING;

  write(bytes: Buffer): string {
    if (this.#carry.length === 0 && isAscii(bytes)) return bytes.toString('latin1');
    const all = this.#carry.length === 0 ? bytes : Buffer.concat([this.#carry, bytes]);
    const whole = all.length - unfinishedUtf8(all);
    this.#carry = whole === all.length ? NOTHING : Buffer.from(all.subarray(whole));
    return fromMixedBytes(all.toString('latin1', 0, whole));
  }

  end(): string {
    const rest = this.#carry;
    this.#carry = NOTHING;
    return fromMixedBytes(rest.toString('latin1'));
  }
}

class MultiByteDecoding implements TextDecoding {
  replaced = false;
  readonly #decoder: TextDecoder;

  constructor(encoding: CsvFormat['encoding']) {
    this.#decoder = multiByteDecoder(encoding);
  }

  write(bytes: Buffer): string {
    return this.#noteReplaced(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): string {
    return this.#noteReplaced(this.#decoder.decode());
  }

  #noteReplaced(text: string): string {
    if (text.includes(REPLACEMENT)) this.replaced = true;
    return text;
  }
}
