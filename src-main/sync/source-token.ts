import type { LiondeskOptions } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import { FetchError, type FetchFailure } from './fetch.ts';
import type { OAuth } from './oauth.ts';

export interface TokenPorts {
  readonly oauth: OAuth;
  /** The password or token of a connection; null if this desk has none. */
  readonly secretOf: (connectionId: number) => string | null;
}

const login = (words: string): FetchError => new FetchError({ is: 'failed', why: 'login', words, retryAfterMs: null });

/** The error that this desk has no password or token for a source. */
export const noSecret = (name: string): FetchError =>
  login(`No password or token is saved for ${name}. Enter it in Settings.`);

/**
 * Returns a function that gives a valid token, the connection's own or by OAuth. `again` means that the vendor refused the previous one. It
 * throws a FetchError `login` if there is none.
 */
export function tokenFor(
  connection: StoredConnection,
  options: LiondeskOptions,
  { oauth, secretOf }: TokenPorts,
): (again?: boolean) => Promise<string> {
  return async (again) => {
    if (options.auth === 'oauth') return oauth.token(connection, again);
    if (again) throw login(`${connection.name} rejected the token. Enter another one in Settings.`);
    const secret = secretOf(connection.id);
    if (secret === null) throw noSecret(connection.name);
    return secret;
  };
}

/** Makes a request with a token, and repeats it once with a new one if the token has expired early. @throws FetchError */
export async function withToken<T extends { readonly is: string }>(
  token: (again?: boolean) => Promise<string>,
  ask: (token: string) => Promise<T | FetchFailure>,
): Promise<T> {
  let answer = await ask(await token());
  if (isFailure(answer) && answer.why === 'login') answer = await ask(await token(true));
  if (isFailure(answer)) throw new FetchError(answer);
  return answer;
}

const isFailure = (answer: { readonly is: string }): answer is FetchFailure => answer.is === 'failed';
