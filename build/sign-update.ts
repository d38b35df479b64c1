import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readFeed } from '../src-main/updates/release.ts';
import { type FeedRelease, makeFeedKey, publicLineOf, signFeed } from './update-feed.ts';

/**
 * `npm run sign-update -- --make-key FILE` makes the organisation's key; `npm run sign-update -- --key FILE --version V --url URL
 * [--notes TEXT | --notes-file FILE] [--days N] --out FILE` writes a signed feed. See docs/packages.md.
 */
const USAGE = `Write one of
  npm run sign-update -- --make-key KEY.pem
  npm run sign-update -- --key KEY.pem --version 1.2.0 --url https://example.com/trunkline --out feed.json
      [--notes TEXT | --notes-file FILE] [--days 180]`;
const DAY_MS = 86_400_000;

try {
  process.stdout.write(`${run()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function run(): string {
  const { values } = parseArgs({
    options: {
      'make-key': { type: 'string' },
      key: { type: 'string' },
      version: { type: 'string' },
      url: { type: 'string' },
      notes: { type: 'string' },
      'notes-file': { type: 'string' },
      days: { type: 'string' },
      out: { type: 'string' },
    },
  });
  if (values['make-key'] !== undefined) {
    const { privatePem, publicLine } = makeFeedKey();
    // A key that is there is never written over: desks that have its public half would believe nobody any more.
    writeFileSync(values['make-key'], privatePem, { mode: 0o600, flag: 'wx' });
    return `Private key written to ${values['make-key']}: keep it secret and safe. Public key for the desks:\n${publicLine}`;
  }
  const { key, version, url, out } = values;
  if (key === undefined || version === undefined || url === undefined || out === undefined) throw new Error(USAGE);
  const days = Number(values.days ?? '180');
  if (!Number.isFinite(days) || days <= 0) throw new Error('--days is a number of days greater than 0.');
  const notesFile = values['notes-file'];
  const now = Date.now();
  const release: FeedRelease = {
    version,
    notes: values.notes ?? (notesFile === undefined ? '' : readFileSync(notesFile, 'utf8').trim()),
    url,
    published: new Date(now).toISOString(),
    expires: new Date(now + days * DAY_MS).toISOString(),
  };
  const privatePem = readFileSync(key, 'utf8');
  const feed = signFeed(release, privatePem);
  // As a desk will read it: what it would refuse is not written.
  readFeed(feed, publicLineOf(privatePem), now);
  writeFileSync(out, feed);
  return `${out} tells of version ${version} until ${release.expires.slice(0, 10)}. Public key for the desks:\n${publicLineOf(privatePem)}`;
}
