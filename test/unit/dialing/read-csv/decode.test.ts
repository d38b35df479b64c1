import { describe, expect, it } from 'vitest';
import { createDecoder, redecode } from '../../../../src-main/dialing/read-csv/decode.ts';

type Encoding = Parameters<typeof createDecoder>[0];

function decode(bytes: Buffer, encoding: Encoding, size: number): { text: string; replaced: boolean } {
  const decoder = createDecoder(encoding);
  let text = '';
  const reused = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = bytes.copy(reused, 0, at, at + size);
    text += decoder.write(reused.subarray(0, length));
  }
  return { text: text + decoder.end(), replaced: decoder.replaced };
}

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const TEXT = 'Name,Ort\r\nJosé,Köln\nŁucja,"東京 😀"\n\0x\u2028;€';
const SIZES = [1, 2, 3, 5, 7, 4096];

describe('decoding, in chunks of any size', () => {
  it.each([
    ['utf-8', Buffer.from(TEXT)],
    ['utf-16le', Buffer.from(TEXT, 'utf16le')],
    ['utf-16be', bigEndian(TEXT)],
  ] as const)('%s, with and without its mark', (encoding, bytes) => {
    const mark =
      encoding === 'utf-8'
        ? Buffer.from('\ufeff')
        : encoding === 'utf-16le'
          ? Buffer.from([0xff, 0xfe])
          : Buffer.from([0xfe, 0xff]);
    for (const size of SIZES) {
      expect(decode(bytes, encoding, size)).toEqual({ text: TEXT, replaced: false });
      expect(decode(Buffer.concat([mark, bytes]), encoding, size)).toEqual({ text: TEXT, replaced: false });
      expect(decode(mark, encoding, size)).toEqual({ text: '', replaced: false });
    }
  });

  it('a mark that is not at the start is kept', () => {
    for (const size of SIZES) expect(decode(Buffer.from('a\ufeffb'), 'utf-8', size).text).toBe('a\ufeffb');
  });

  it('windows-1252, every byte of it', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    for (const size of SIZES) {
      const { text } = decode(bytes, 'windows-1252', size);
      expect(text).toHaveLength(256);
      expect(text.slice(0, 128)).toBe(bytes.toString('latin1', 0, 128));
      expect(text.slice(128, 160)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
      expect(text.slice(160)).toBe(bytes.toString('latin1', 160));
    }
  });

  it('windows-1252 drops a UTF-8 mark at the start, and nothing else that looks like the start of one', () => {
    for (const size of SIZES) {
      expect(decode(Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x80]), 'windows-1252', size).text).toBe('a€');
      expect(decode(Buffer.from([0xef, 0xbb]), 'windows-1252', size).text).toBe('ï»');
      expect(decode(Buffer.from([0xef, 0xbb, 0x61]), 'windows-1252', size).text).toBe('ï»a');
    }
  });

  it('replaces what is not valid as the Encoding Standard does, and says so', () => {
    const broken: [Encoding, number[]][] = [
      ['utf-8', [0x61, 0xe9, 0x2c, 0x62]],
      ['utf-8', [0xf0, 0x9f, 0x98]],
      ['utf-8', [0xe0, 0x80, 0x80, 0x61]],
      ['utf-8', [0xed, 0xa0, 0x80, 0xc3]],
      ['utf-8', [0xf5, 0x80, 0x80, 0x80, 0x80, 0x80]],
      ['utf-8', [0xc3, 0xc3, 0xa9, 0x80]],
      ['utf-16le', [0x61, 0x00, 0x3d, 0xd8]],
      ['utf-16le', [0x3d, 0xd8, 0x61, 0x00]],
      ['utf-16le', [0x00, 0xde, 0x61, 0x00, 0x62]],
    ];
    for (const [encoding, bytes] of broken) {
      const expected = new TextDecoder(encoding).decode(Uint8Array.from(bytes));
      for (const size of SIZES) {
        expect(decode(Buffer.from(bytes), encoding, size), `${encoding} ${bytes} at ${size}`).toEqual({
          text: expected,
          replaced: true,
        });
      }
    }
  });

  it('agrees with TextDecoder on random bytes', () => {
    let state = 12345;
    const next = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state >>> 16;
    };
    const telling = [0x61, 0x80, 0xbf, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0xed, 0xa0, 0xf4, 0x90, 0x2c];
    for (let round = 0; round < 2000; round++) {
      const bytes = Buffer.from(Array.from({ length: next() % 16 }, () => telling[next() % telling.length] ?? 0));
      const expected = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      for (const size of [1, 2, 3, 16]) expect(decode(bytes, 'utf-8', size).text, bytes.toString('hex')).toBe(expected);
    }
  });

  it('reads text of bytes as what the bytes mean', () => {
    expect(redecode(Buffer.from('é€').toString('latin1'), 'utf-8')).toBe('é€');
    expect(redecode('\xe9\x80', 'windows-1252')).toBe('é€');
  });
});
