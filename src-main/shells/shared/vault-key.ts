import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeAtomically } from './write-atomically.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The key of the vault; null if there is none yet. @throws Error if the file can't be read or is not a key */
export async function readVaultKey(path: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`The key of the passwords in ${path} can't be read: ${(error as Error).message}.`);
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(damagedKey(path));
  return key;
}

/** Creates the key of a vault as a file that only its owner can read. */
export async function makeVaultKey(path: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  await writeAtomically(path, key.toString('base64'));
  return key;
}

/** The message for the operator if the key doesn't open the vault. */
export function damagedKey(path: string): string {
  return `The key ${path} is missing, damaged or of another vault. Restore it, or move it and vault.json away and enter the passwords of your connections again.`;
}

/**
 * A secret in the form of the vault's file. It can only be opened with the name it was sealed with, so that two secrets can't be swapped.
 */
export function sealSecret(key: Buffer, name: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The secret of an entry of the vault's file. @throws Error if the key, the name or the entry doesn't match */
export function openSecret(key: Buffer, name: string, entry: string): string {
  const bytes = Buffer.from(entry, 'base64');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(name));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}
