import { getConnection } from '../../connections/connections.ts';
import type { Store } from '../../db/store.ts';
import { FetchError, type SourceFetcher } from '../../sync/fetch.ts';
import { keepClaims } from '../../sync/liondesk-claims.ts';
import type { OAuth } from '../../sync/oauth.ts';
import { tokenFor, withToken } from '../../sync/source-token.ts';
import type { Offers } from '../offers.ts';
import { keepMe, ownUsers } from '../rows/people.ts';

export interface AskClaimsPorts {
  readonly store: Store;
  readonly fetcher: SourceFetcher;
  readonly oauth: OAuth;
  readonly secretOf: (connectionId: number) => string | null;
  readonly now: () => number;
  readonly offers: Offers;
}

/**
 * Asks LionDesk who has these leads and stores the answer, right after a claim was written back instead of with the next sync. Failures are
 * left to that sync. Never rejects.
 */
export async function askClaims(
  ports: AskClaimsPorts,
  connectionId: number,
  externalIds: readonly string[],
): Promise<void> {
  try {
    await askAll(ports, connectionId, externalIds);
  } catch {
    // The network or login failed, or the desk is closing. The next sync asks again and reports the problem.
  }
}

async function askAll(ports: AskClaimsPorts, connectionId: number, externalIds: readonly string[]): Promise<void> {
  const { store, fetcher, offers } = ports;
  const connection = getConnection(store, connectionId);
  const { source, url: base, timeoutMs } = connection;
  if (source?.kind !== 'liondesk') return;
  const token = tokenFor(connection, source, ports);
  if (ownUsers(store, connectionId).length === 0) {
    const { user } = await withToken(token, (value) =>
      fetcher.fetch({ is: 'liondesk-me', base, timeoutMs, token: value }),
    );
    if (keepMe(store, connectionId, user)) offers.changed([]);
  }
  for (const externalId of externalIds) {
    const answer = await withToken(token, (value) =>
      fetcher.fetch({ is: 'liondesk-claims', base, timeoutMs, token: value, leads: externalId }),
    ).catch((error: unknown) => {
      if (error instanceof FetchError && error.failure.why === 'missing') return null;
      throw error;
    });
    keepClaims(ports, connectionId, [externalId], answer ?? { leads: [] }, true);
  }
}
