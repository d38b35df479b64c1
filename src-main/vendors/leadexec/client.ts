import type { HttpRequest, HttpResult } from '../../platform/http-messages.ts';
import type { Refused } from '../lead-answer.ts';
import type { CallDefinition } from './call-definition.ts';
import { type Answer, readAnswer } from './read-answer.ts';
import { type AccountAccess, accountRequest, authorized, type Given } from './request.ts';
import { hiddenParts, secretsIn } from './secrets.ts';
import { TokenSource } from './token.ts';

export interface AccountClientPorts {
  readonly access: AccountAccess;
  /** Sends one request and returns its result. Never rejects. */
  readonly send: (request: HttpRequest) => Promise<HttpResult>;
  readonly now: () => number;
  /** The source of tokens; by default the account itself. */
  readonly tokens?: Pick<TokenSource, 'get'>;
}

/** Makes the account's calls: adds the token, and repeats a call once if the vendor refuses the token. */
export class AccountClient {
  readonly #ports: AccountClientPorts;
  readonly #tokens: Pick<TokenSource, 'get'>;

  constructor(ports: AccountClientPorts) {
    this.#ports = ports;
    this.#tokens = ports.tokens ?? new TokenSource(() => ports.access, ports.send, ports.now);
  }

  /**
   * Makes a call; the functions of `calls/` are its typed form. `kept` allows undocumented values that a record was read with.
   *
   * @throws AccountRequestError if the document doesn't allow the path or body; errors of the network or the vendor are returned
   */
  async ask<T>(
    definition: CallDefinition,
    given: Given,
    options: { readonly kept?: boolean } = {},
  ): Promise<Answer<T>> {
    const { access, send, now } = this.#ports;
    const { request } = accountRequest(definition, access, given, options);
    const read = (result: HttpResult, token: string) => {
      const secrets = [
        ...[access.clientSecret, token, ...secretsIn(given.body)],
        ...hiddenParts(definition, given.path),
      ];
      // The type is the definition's, as `Call` declares to the compiler.
      return readAnswer(definition, result, { vendor: 'LeadExec', url: access.url, secrets }, now()) as Answer<T>;
    };
    if (definition.open) return read(await send(request), '');
    const token = await this.#tokens.get();
    if (token.kind === 'refused') return token;
    const first = await send(authorized(request, token.accessToken));
    if (first.kind !== 'answer' || first.status !== 401) return read(first, token.accessToken);
    const renewed = await this.#tokens.get(token.accessToken);
    if (renewed.kind === 'refused') return renewed;
    const second = read(await send(authorized(request, renewed.accessToken)), renewed.accessToken);
    return second.kind === 'refused' && second.status === 401 ? refusedTwice(definition, second) : second;
  }
}

/** A 401 for "Client Login" with a new token is about the client's password. */
function refusedTwice({ section }: CallDefinition, answer: Refused): Refused {
  if (section !== 'Client Login') return answer;
  return {
    ...answer,
    why: 'server',
    // It is not the connection's login that is to be checked.
    sentence: `LeadExec refused the client’s user name or password (HTTP ${answer.status}).`,
  };
}
