import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { exchange } from '../../../../src-main/vendors/exchange.ts';
import { HttpClient } from '../../../../src-main/vendors/http.ts';
import { clientLogin, listClients, updateClientStatus } from '../../../../src-main/vendors/leadexec/calls/clients.ts';
import { AccountClient } from '../../../../src-main/vendors/leadexec/client.ts';
import { toId } from '../../../../src-main/vendors/leadexec/ids.ts';
import { type AccountToken, TokenSource } from '../../../../src-main/vendors/leadexec/token.ts';
import {
  type Answering,
  type AnsweringServer,
  type Arrived,
  answeringServer,
} from '../../../support/answering-server.ts';

const http = new HttpClient();
let server: AnsweringServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});
afterAll(() => http.close());

const isToken = ({ url }: Arrived) => url === '/v1/authorization/token';

/** An account whose tokens are tok-1, tok-2 …; `answer` says what the others get. */
async function account(
  answer: (request: Arrived) => Answering,
  { clock = { now: 1_000 }, expiresIn = 3600, kept = null as AccountToken | null } = {},
) {
  let tokens = 0;
  const made = await answeringServer((request) =>
    isToken(request)
      ? {
          body: JSON.stringify({
            access_token: `tok-${++tokens}`,
            token_type: 'Bearer',
            expires_in: expiresIn,
            error: null,
          }),
        }
      : answer(request),
  );
  server = made;
  const access = { url: made.url, clientId: 'id', clientSecret: 's3cret', timeoutMs: 5_000 };
  const send = (request: Parameters<typeof exchange>[1]) => exchange(http, request);
  const now = () => clock.now;
  const place: { kept: AccountToken | null } = { kept };
  const source = new TokenSource(() => access, send, now, {
    read: async () => place.kept,
    keep: async (token) => {
      place.kept = token;
    },
  });
  const client = new AccountClient({ access, send, now, tokens: source });
  return { client, clock, place, arrived: made.arrived, fetched: () => made.arrived.filter(isToken).length };
}

describe('the token', () => {
  it('is fetched once for all who ask at once, and kept', async () => {
    const { client, arrived, fetched, place } = await account(() => ({ body: '[]' }));
    const answers = await Promise.all(Array.from({ length: 8 }, () => listClients(client)));
    expect(answers.every(({ kind }) => kind === 'answer')).toBe(true);
    expect(fetched()).toBe(1);
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual({
      client_id: 'id',
      client_secret: 's3cret',
      grant_type: 'client_credentials',
    });
    expect(place.kept).toEqual({ accessToken: 'tok-1', expiresAt: 1_000 + 3_540_000 });
    expect(arrived.some(({ url }) => url.includes('s3cret') || url.includes('tok-1'))).toBe(false);
  });

  it('that is kept from before is used, and renewed before it runs out', async () => {
    const { client, clock, arrived, fetched } = await account(() => ({ body: '[]' }), {
      kept: { accessToken: 'old', expiresAt: 50_000 },
    });
    await listClients(client);
    expect(fetched()).toBe(0);
    expect(arrived[0]?.headers.authorization).toBe('Bearer old');
    clock.now = 50_000;
    await Promise.all([listClients(client), listClients(client)]);
    expect(fetched()).toBe(1);
    expect(arrived.at(-1)?.headers.authorization).toBe('Bearer tok-1');
  });

  it('of a short life is renewed too', async () => {
    const { client, clock, fetched } = await account(() => ({ body: '[]' }), { expiresIn: 10 });
    await listClients(client);
    clock.now += 8_999;
    await listClients(client);
    expect(fetched()).toBe(1);
    clock.now += 1;
    await listClients(client);
    expect(fetched()).toBe(2);
  });

  it('is renewed once on a 401, once for all who got one', async () => {
    const refuses = ({ headers }: Arrived) => headers.authorization === 'Bearer tok-1';
    const { client, fetched, arrived } = await account((request) =>
      refuses(request) ? { status: 401 } : { body: 'true' },
    );
    const change = () => updateClientStatus(client, { ClientUID: toId<'ClientUID'>(4) }, { Status: 'Active' });
    const answers = await Promise.all([change(), change(), change()]);
    expect(answers.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer']);
    expect(fetched()).toBe(2);
    expect(arrived.filter((one) => one.headers.authorization === 'Bearer tok-2')).toHaveLength(3);
  });

  it('is not renewed for ever: a second 401 is an answer', async () => {
    const { client, fetched, arrived } = await account(() => ({ status: 401, body: '{"message":"no"}' }));
    expect(await listClients(client)).toMatchObject({ kind: 'refused', why: 'login', status: 401 });
    expect(fetched()).toBe(2);
    expect(arrived).toHaveLength(4);
    expect(await clientLogin(client, { Username: 'ann', Password: 'wrong' })).toMatchObject({
      kind: 'refused',
      why: 'server',
      sentence: 'LeadExec refused the client’s user name or password (HTTP 401).',
    });
    expect(fetched()).toBe(3);
  });

  it('that is refused with a 200 or a 400 is a refused login, and its words hold no secret', async () => {
    for (const answer of [
      { body: '{"access_token":"","error":"bad s3cret"}' },
      { status: 400, body: '{"error":"bad s3cret"}' },
    ]) {
      const made = await answeringServer(() => answer);
      const client = new AccountClient({
        access: { url: made.url, clientId: 'id', clientSecret: 's3cret', timeoutMs: 5_000 },
        send: (request) => exchange(http, request),
        now: () => 0,
      });
      const read = await listClients(client);
      expect(read).toMatchObject({ kind: 'refused', why: 'login' });
      expect(JSON.stringify(read)).not.toContain('s3cret');
      expect(made.arrived).toHaveLength(1);
      await made.close();
    }
  });
});
