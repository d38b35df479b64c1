import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync } from 'node:fs';
import { writeAll } from '../../files/write-all.ts';

// The format of a file: magic, scrypt's salt, a nonce of eight bytes, then pieces of 1 MiB. Each piece is encrypted with AES-256-GCM, with
// its number after the nonce and whether it is the last as associated data, and followed by its tag. So no piece can be changed, moved,
// left out or truncated unnoticed.
const MAGIC = Buffer.from('TRUNKBK1');
const PIECE = 1024 * 1024;
const TAG = 16;
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** The passphrase is wrong or the file is damaged. The two can't be distinguished. */
export class WrongPassphrase extends Error {
  override readonly name = 'WrongPassphrase';
  constructor() {
    super('The passphrase is wrong, or this backup is damaged.');
  }
}

/** A key derived from a passphrase, and its salt. It may be stored instead of the passphrase. */
export interface BackupKey {
  readonly salt: Buffer;
  readonly key: Buffer;
}

export function makeKey(passphrase: string, salt: Buffer = randomBytes(16)): BackupKey {
  return { salt, key: scryptSync(passphrase.normalize('NFC'), salt, 32, SCRYPT) };
}

/** A key as one text, for the vault of secrets. */
export const keyText = ({ salt, key }: BackupKey): string => `${salt.toString('hex')}:${key.toString('hex')}`;

/** @throws Error if the text is not a key */
export function keyFrom(text: string): BackupKey {
  const [salt = '', key = ''] = text.split(':');
  const found = { salt: Buffer.from(salt, 'hex'), key: Buffer.from(key, 'hex') };
  if (found.salt.length !== 16 || found.key.length !== 32) throw new Error('The key of the backups can’t be read.');
  return found;
}

const nonceOf = (start: Buffer, number: number): Buffer => {
  const nonce = Buffer.alloc(12);
  start.copy(nonce);
  nonce.writeUInt32BE(number, 8);
  return nonce;
};

const about = (last: boolean): Buffer => Buffer.concat([MAGIC, Buffer.from([last ? 1 : 0])]);

/** Encrypts a file piece by piece into a new one that only its owner can read, and syncs it to the disk. */
export function encryptFile(from: string, to: string, { salt, key }: BackupKey): void {
  const start = randomBytes(8);
  through(from, to, (source, target) => {
    writeAll(target, Buffer.concat([MAGIC, salt, start]));
    const { size } = fstatSync(source);
    const pieces = Math.max(1, Math.ceil(size / PIECE));
    const buffer = Buffer.alloc(PIECE);
    for (let number = 0; number < pieces; number++) {
      const plain = buffer.subarray(0, readSync(source, buffer, 0, PIECE, number * PIECE));
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(start, number)).setAAD(about(number === pieces - 1));
      writeAll(target, Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
    }
  });
}

/**
 * Decrypts a file into a new one that only its owner can read.
 *
 * @param secret the passphrase, or a stored key
 * @throws WrongPassphrase
 */
export function decryptFile(from: string, to: string, secret: string | BackupKey): void {
  through(from, to, (source, target) => {
    const head = Buffer.alloc(32);
    readSync(source, head, 0, 32, 0);
    if (!head.subarray(0, 8).equals(MAGIC)) throw new WrongPassphrase();
    const salt = Buffer.from(head.subarray(8, 24));
    const { key } = typeof secret === 'string' ? makeKey(secret, salt) : secret;
    const start = head.subarray(24, 32);
    const pieces = Math.ceil((fstatSync(source).size - 32) / (PIECE + TAG));
    if (pieces < 1) throw new WrongPassphrase();
    const buffer = Buffer.alloc(PIECE + TAG);
    for (let number = 0; number < pieces; number++) {
      const got = readSync(source, buffer, 0, buffer.length, 32 + number * buffer.length);
      if (got < TAG) throw new WrongPassphrase();
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(start, number))
          .setAAD(about(number === pieces - 1))
          .setAuthTag(buffer.subarray(got - TAG, got));
        writeAll(target, Buffer.concat([decipher.update(buffer.subarray(0, got - TAG)), decipher.final()]));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code?.startsWith('E') && 'errno' in (error as object)) throw error;
        throw new WrongPassphrase();
      }
    }
  });
}

function through(from: string, to: string, work: (source: number, target: number) => void): void {
  const source = openSync(from, 'r');
  try {
    const target = openSync(to, 'wx', 0o600);
    try {
      work(source, target);
      fsyncSync(target);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}
