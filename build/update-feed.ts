import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** What a feed tells of a version; times as ISO 8601 with a zone. */
export interface FeedRelease {
  readonly version: string;
  readonly notes: string;
  readonly url: string;
  readonly published: string;
  readonly expires: string;
}

/** A new key pair: the private key as PEM, the public one as the line that desks are given (base64 of its SPKI form). */
export function makeFeedKey(): { privatePem: string; publicLine: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), publicLine: lineOf(publicKey) };
}

/** The public line of a private key. @throws Error where it is no Ed25519 key */
export function publicLineOf(privatePem: string): string {
  return lineOf(createPublicKey(ed25519(privatePem)));
}

/**
 * The file of a feed: the release as one text, and the Ed25519 signature over exactly the bytes of that text in UTF-8.
 * @throws Error where the key is no Ed25519 key
 */
export function signFeed(release: FeedRelease, privatePem: string): string {
  const text = JSON.stringify(release);
  const signature = sign(null, Buffer.from(text, 'utf8'), ed25519(privatePem)).toString('base64');
  return `${JSON.stringify({ release: text, signature }, null, 2)}\n`;
}

const lineOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');

function ed25519(privatePem: string): KeyObject {
  const key = createPrivateKey(privatePem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key is not an Ed25519 private key.');
  return key;
}
