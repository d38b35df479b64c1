import { z } from 'zod';
import { json, type VendorAnswer } from '../leads/serve-vendor.ts';
import type { DeskStore } from './desk-store.ts';
import { type DeskUser, ME, USERS } from './world.ts';

const TOKEN_SECONDS = 3600;
/** The expiry of a refresh token, practically never, ms since 1970. */
const FOR_EVER = Number.MAX_SAFE_INTEGER;
/** The code for the user of the practice token; a colleague's has their number appended. */
const CODE = 'practice-code';

const tokenRequest = z.object({
  grant_type: z.enum(['authorization_code', 'refresh_token']),
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string().optional(),
  refresh_token: z.string().optional(),
});

export interface LoginOptions {
  readonly token: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** A colleague's token: the practice token with their first name appended. */
export const tokenOf = (token: string, user: DeskUser): string =>
  user.id === ME.id ? token : `${token}-${user.first_name.toLowerCase()}`;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // A body that is not JSON has none of the fields, and is refused because of that.
    return null;
  }
}

/** Authentication at the practice desk: with personal tokens, or by OAuth 2.0. */
export class Login {
  readonly #store: DeskStore;
  readonly #options: LoginOptions;
  readonly #own: ReadonlyMap<string, DeskUser>;

  constructor(store: DeskStore, options: LoginOptions) {
    this.#store = store;
    this.#options = options;
    const users = options.token === '' ? [] : USERS;
    this.#own = new Map(users.map((user) => [tokenOf(options.token, user), user]));
  }

  /** The user of a request's token; null if there is none. */
  userOf(authorization: string, now: number): DeskUser | null {
    const bearer = authorization.replace(/^Bearer /, '');
    const own = this.#own.get(bearer);
    if (own) return own;
    const id = bearer.startsWith('access-') ? this.#store.userOfToken(bearer, now) : null;
    return USERS.find((user) => user.id === id) ?? null;
  }

  /** /oauth2/authorize grants access at once: to the user of the practice token, or to the colleague with the number in `login_hint`. */
  authorize(parameters: URLSearchParams): VendorAnswer {
    const to = parameters.get('redirect_uri') ?? '';
    if (!URL.canParse(to)) return json(400, { error: 'invalid_request' });
    const back = new URL(to);
    const hint = Number(parameters.get('login_hint') ?? ME.id);
    back.searchParams.set('code', hint === ME.id ? CODE : `${CODE}-${hint}`);
    const state = parameters.get('state');
    if (state !== null) back.searchParams.set('state', state);
    return { status: 302, type: 'text/plain', body: '', headers: { location: back.href } };
  }

  /** POST /oauth2/token. */
  token(body: string, now: number): VendorAnswer {
    const asked = tokenRequest.safeParse(parsed(body));
    if (!asked.success) return json(400, { error: 'invalid_request' });
    const { grant_type, client_id, client_secret, code = '', refresh_token = '' } = asked.data;
    if (client_id !== this.#options.clientId || client_secret !== this.#options.clientSecret)
      return json(401, { error: 'invalid_client' });
    const user =
      grant_type === 'authorization_code'
        ? USERS.find(({ id }) => code === (id === ME.id ? CODE : `${CODE}-${id}`))?.id
        : refresh_token.startsWith('refresh-') && this.#store.userOfToken(refresh_token, now);
    if (typeof user !== 'number') return json(400, { error: 'invalid_grant' });
    const given = (this.#store.setting('tokens', z.number()) ?? 0) + 1;
    this.#store.set('tokens', given);
    this.#store.keepToken(`access-${given}`, user, now + TOKEN_SECONDS * 1000);
    this.#store.keepToken(`refresh-${given}`, user, FOR_EVER);
    return json(200, {
      token_type: 'Bearer',
      access_token: `access-${given}`,
      refresh_token: `refresh-${given}`,
      expires_in: TOKEN_SECONDS,
    });
  }
}
