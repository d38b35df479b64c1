import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { CommandError } from '../../src-preload/contract/index.ts';
import { VERSION } from './versions.ts';

/** A feed's answer that can't be trusted or parsed, with the reason as message. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
}

/** The file: a text, and the signature of exactly the UTF-8 bytes of that text, so that there is only one way to write what is signed. */
const envelope = z.object({ release: z.string().max(20_000), signature: z.string().max(200) });

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** The signed content, as JSON. */
const release = z.object({
  version: z.string().max(100).regex(VERSION),
  notes: z.string().max(5_000).default(''),
  url: z
    .string()
    .max(2_000)
    .refine((text) => isPage(text)),
  published: instant,
  /** After this time it is ignored, so that an old file that somebody kept can't be shown forever. */
  expires: instant,
});
export type Release = z.infer<typeof release>;

/** An https address without a user name or password. */
function isPage(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
}

/** How far ahead of this computer's clock a feed's may be, ms. */
const CLOCKS_APART_MS = 86_400_000;

/**
 * Parses a feed's answer. Nothing in it is used before its signature is verified.
 * @throws FeedError
 */
export function readFeed(body: string, publicKey: string, now: number): Release {
  const outer = envelope.safeParse(parsed(body));
  if (!outer.success) throw new FeedError('The answer is not an update feed.');
  const signature = Buffer.from(outer.data.signature, 'base64');
  if (!verify(null, Buffer.from(outer.data.release, 'utf8'), keyFrom(publicKey), signature)) {
    throw new FeedError('The signature does not match the public key. Nothing of the answer is used.');
  }
  const inner = release.safeParse(parsed(outer.data.release));
  if (!inner.success) {
    const field = inner.error.issues[0]?.path.join('.') ?? '';
    throw new FeedError(
      `The feed is signed, but can’t be read${field === '' ? '' : `: ${field} is missing or not valid`}.`,
    );
  }
  const { published, expires } = inner.data;
  if (expires <= now) throw new FeedError(`The feed expired on ${day(expires)}. It has to be signed again.`);
  if (published > now + CLOCKS_APART_MS) {
    throw new FeedError(`The feed is dated ${day(published)}, which is in the future. Check this computer’s clock.`);
  }
  return inner.data;
}

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that is not JSON doesn't match the schema, which is reported.
    return undefined;
  }
}

const keyFrom = (base64: string): KeyObject =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

/**
 * A public key as stored: base64 of its SPKI form. Empty stays empty.
 * @throws CommandError if the text is not an Ed25519 public key
 */
export function publicKeyOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  if (trimmed.includes('PRIVATE KEY')) {
    throw new CommandError(
      'invalid-input',
      'That is a private key. Keep it secret, and enter the public key here.',
      'publicKey',
    );
  }
  try {
    const key = trimmed.startsWith('-----') ? createPublicKey(trimmed) : keyFrom(trimmed);
    if (key.asymmetricKeyType === 'ed25519') return key.export({ format: 'der', type: 'spki' }).toString('base64');
  } catch {
    // The error is reported below: for the person, text that is not a key and a key of another kind are the same mistake.
  }
  throw new CommandError(
    'invalid-input',
    'Not an Ed25519 public key. Paste the line that build/sign-update.ts printed, or a PEM file.',
    'publicKey',
  );
}
