import type { StoredConnection } from '../../connections/connections.ts';
import type { Tokens } from '../../connections/tokens.ts';
import type { ModuleContext } from '../../module/context.ts';
import { setRunState } from '../../queue/run-state.ts';
import { FetchError } from '../../sync/fetch.ts';
import type { OAuth } from '../../sync/oauth.ts';
import { Access, type Renewal } from './access.ts';

/** The time between two attempts to renew a token that held jobs wait for, ms. */
const RENEW_AGAIN_MS = 15_000;

/** Gives claims access to LionDesk and renews its token when it expires. `renewed` is called when a token is available again. */
export function renewingAccess(
  context: ModuleContext,
  { oauth, tokens }: { readonly oauth: OAuth; readonly tokens: Tokens },
  renewed: () => void,
): { readonly access: Access; close(): void } {
  const { store, clock, now, events, secretOf } = context;
  const retries = new Set<() => void>();
  let closed = false;

  async function renew(connection: StoredConnection, refused: string | null): Promise<Renewal> {
    try {
      const token = await oauth.token(connection);
      if (token === refused) await oauth.token(connection, true);
      return { is: 'token' };
    } catch (error) {
      const login = error instanceof FetchError && error.failure.why === 'login';
      return { is: 'failed', login, words: error instanceof Error ? error.message : String(error) };
    }
  }
  function ended(connection: StoredConnection, renewal: Renewal): void {
    if (closed) return;
    if (renewal.is === 'token') renewed();
    else if (renewal.login) {
      setRunState(store, connection.id, { runState: 'stopped', runReason: renewal.words });
      events.publish('connections-changed');
    } else {
      const cancel = clock.after(RENEW_AGAIN_MS, () => {
        retries.delete(cancel);
        access.token(connection);
      });
      retries.add(cancel);
    }
  }
  const access = new Access({ known: (id) => tokens.known(id), now, secretOf, renew, renewed: ended });
  return {
    access,
    close() {
      closed = true;
      for (const cancel of retries) cancel();
    },
  };
}
