import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FeedRelease, makeFeedKey, signFeed } from '../../build/update-feed.ts';

const DAY_MS = 86_400_000;

/** A feed on this machine, with its own key pair. */
export interface TestFeed {
  readonly url: string;
  /** The public key in the form in which a desk gets it. */
  readonly publicLine: string;
  readonly privatePem: string;
  /** The number of requests. */
  asked: number;
  /** Sets the answer from now on. */
  answer: RequestListener;
  /** Sets a signed release as the answer from now on. */
  tell(release: Partial<FeedRelease>): void;
  close(): Promise<void>;
}

/** A release as signed by the feed; `now` is the time of the desk's clock. */
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

/** Starts a feed that announces 9.1.0. */
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
