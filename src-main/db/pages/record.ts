/** A value as SQLite stores it. */
export type Value = number | bigint | string | Buffer | null;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The varint at a position and its length; null if the bytes end before it. */
export function varint(bytes: Buffer, at: number): { value: number; length: number } | null {
  let value = 0n;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    if (i === 8) {
      value = (value << 8n) | BigInt(byte);
      return { value: Number(BigInt.asIntN(64, value)), length: 9 };
    }
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value: Number(value), length: i + 1 };
  }
  return null;
}

/** The length of the varint at a position; null if the bytes end before it. */
export function varintLength(bytes: Buffer, at: number): number | null {
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    if (i === 8 || byte < 0x80) return i + 1;
  }
  return null;
}

/** A faster path for the many small ones. */
export function smallVarint(bytes: Buffer, at: number): { value: number; length: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { value: first, length: 1 };
  const second = bytes[at + 1];
  if (second !== undefined && second < 0x80) return { value: ((first & 0x7f) << 7) | second, length: 2 };
  return varint(bytes, at);
}

const SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/** The values of a record; null if it is inconsistent (https://sqlite.org/fileformat2.html#record_format). */
export function readRecord(payload: Buffer): Value[] | null {
  const head = smallVarint(payload, 0);
  if (head === null || head.value > payload.length || head.value < head.length) return null;
  const values: Value[] = [];
  let body = head.value;
  let at = head.length;
  while (at < head.value) {
    const type = smallVarint(payload, at);
    if (type === null) return null;
    at += type.length;
    const serial = type.value;
    if (serial < 0 || serial === 10 || serial === 11) return null;
    const size = serial >= 12 ? Math.floor((serial - 12) / 2) : (SIZES[serial] ?? 0);
    if (body + size > payload.length) return null;
    const value = readValue(payload, serial, body, size);
    if (value === undefined) return null;
    values.push(value);
    body += size;
  }
  return at === head.value && body === payload.length ? values : null;
}

function readValue(payload: Buffer, serial: number, at: number, size: number): Value | undefined {
  if (serial >= 12) {
    const bytes = payload.subarray(at, at + size);
    if (serial % 2 === 0) return Buffer.from(bytes);
    try {
      return utf8.decode(bytes);
    } catch {
      // A text that is not valid UTF-8 was not written by this program, so the value counts as lost.
      return undefined;
    }
  }
  switch (serial) {
    case 0:
      return null;
    case 6: {
      const value = payload.readBigInt64BE(at);
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    }
    case 7:
      return payload.readDoubleBE(at);
    case 8:
      return 0;
    case 9:
      return 1;
    default:
      return payload.readIntBE(at, size);
  }
}
