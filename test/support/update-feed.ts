import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FeedRelease, makeFeedKey, signFeed } from '../../build/update-feed.ts';

const DAY_MS = 86_400_000;

/** A feed on this machine, with a key pair of its own. */
export interface TestFeed {
  readonly url: string;
  /** As desks are given it. */
  readonly publicLine: string;
  readonly privatePem: string;
  /** How often it was asked. */
  asked: number;
  /** Answers from now on. */
  answer: RequestListener;
  /** Answers from now on with a signed release. */
  tell(release: Partial<FeedRelease>): void;
  close(): Promise<void>;
}

/** A release as the feed signs it; `now` is the time by the desk's clock. */
export function releaseAt(now: number, release: Partial<FeedRelease> = {}): FeedRelease {
  return {
    version: '9.1.0',
    notes: 'Faster lists.',
    url: 'https://downloads.example/trunkline',
    published: new Date(now - DAY_MS).toISOString(),
    expires: new Date(now + 30 * DAY_MS).toISOString(),
    ...release,
  };
}

/** Starts a feed that tells of 9.1.0. */
export async function startFeed(now = Date.now()): Promise<TestFeed> {
  const { privatePem, publicLine } = makeFeedKey();
  const server = createServer((request, response) => {
    feed.asked++;
    feed.answer(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const feed: TestFeed = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.json`,
    privatePem,
    publicLine,
    asked: 0,
    answer: () => undefined,
    tell(release) {
      const body = signFeed(releaseAt(now, release), privatePem);
      this.answer = (_, response) => response.end(body);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  feed.tell({});
  return feed;
}
