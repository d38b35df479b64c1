import { CommandError } from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import { getConnection, type StoredConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { assertNoKeysMissing } from '../leads/missing-keys.ts';
import { resumeLine } from '../queue/run-state.ts';
import { FetchError } from './fetch.ts';
import type { OAuth } from './oauth.ts';
import type { Poller } from './poller.ts';
import { updateSource } from './source-rows.ts';

export interface SourcePorts {
  readonly store: Store;
  readonly poller: Poller;
  readonly oauth: OAuth;
  /** Called when a connection was resumed. */
  readonly changed: () => void;
}

/** Registers the commands of sources. */
export function registerSources(handlers: Handlers, { store, poller, oauth, changed }: SourcePorts): void {
  handlers.on('sources.health', () => poller.health());
  handlers.on('sources.sync', ({ id, everything, wait }) => {
    assertNoKeysMissing(store);
    return poller.sync(id, { everything, wait });
  });
  handlers.on('sources.authorizeUrl', ({ id }) => ({ url: oauth.authorizeUrl(mustUseOAuth(store, id)) }));
  handlers.on('sources.authorize', async ({ id, code }) => {
    const connection = mustUseOAuth(store, id);
    try {
      await oauth.authorize(connection, code);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      throw new CommandError('failed', error.failure.words, 'code');
    }
    store.write(() => {
      resumeLine(store, id);
      updateSource(store, id, { failures: 0, error: null, next_at: 0 });
    });
    changed();
    return poller.healthOf(id);
  });
}

/** @throws CommandError if the connection doesn't use OAuth */
function mustUseOAuth(store: Store, id: number): StoredConnection {
  const connection = getConnection(store, id);
  if (connection.source?.kind === 'liondesk' && connection.source.auth === 'oauth') return connection;
  throw new CommandError(
    'conflict',
    `${connection.name} uses its own token or password, so no authorization is needed.`,
  );
}
