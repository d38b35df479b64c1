import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Secrets } from '../../src-main/core/ports.ts';
import { type Core, startCore } from '../../src-main/core/start-core.ts';
import { systemClock } from '../../src-main/platform/clock.ts';
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  CoreCommandName,
  JobDetail,
} from '../../src-preload/contract/index.ts';
import { type Answering, type AnsweringServer, type Arrived, answeringServer } from './answering-server.ts';
import { directWire } from './direct-wire.ts';
import { memorySecrets } from './fault-desk.ts';
import { testFolder } from './fault-list.ts';
import { lessOften, until } from './fault-until.ts';

export const CLIENT_SECRET = 'Wombat-7391-secret';

/** A desk connected to an account whose answers the test determines. */
export interface AccountDesk {
  readonly core: Core;
  readonly server: AnsweringServer;
  readonly secrets: Secrets;
  readonly dataDir: string;
  readonly connectionId: number;
  call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Sends a request; `body` is written as JSON. */
  request(request: string, body?: unknown): Promise<CommandOutput<'leadexec.request'>>;
  /** Makes a change, and returns its job once it has a result or waits for the operator. */
  change(request: string, body?: unknown): Promise<JobDetail>;
  /** Resolves with the job once it is in one of these states. */
  inState(id: number, ...states: readonly JobDetail['state'][]): Promise<JobDetail>;
  /** The received requests, except those for a token. */
  arrived(): Arrived[];
  tokens(): number;
}

interface AccountDeskOptions {
  readonly random?: () => number;
  readonly timeoutMs?: number;
  readonly clock?: typeof systemClock;
  /** Reads per second; by default as in the product. */
  readonly perSecond?: number;
}

/** Tokens are tok-1, tok-2 …; `answer` determines all other answers. */
export async function accountDesk(
  answer: (request: Arrived) => Answering | Promise<Answering>,
  { random = () => 0, timeoutMs = 5_000, clock = systemClock, perSecond }: AccountDeskOptions = {},
): Promise<AccountDesk> {
  let tokens = 0;
  const server = await answeringServer((request) => {
    if (request.url !== '/v1/authorization/token') return answer(request);
    const token = { access_token: `tok-${++tokens}`, token_type: 'Bearer', expires_in: 3600, error: null };
    return { body: JSON.stringify(token) };
  });
  onTestFinished(() => server.close());
  const dataDir = join(testFolder('account'), 'desk');
  mkdirSync(dataDir, { recursive: true });
  const secrets = memorySecrets();
  const core = await startCore({ dataDir, secrets, clock, random, sends: true }, { transport: directWire() });
  onTestFinished(() => core.close(0));
  async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as CommandOutput<N>;
  }
  const saved = { kind: 'leadexec', name: 'Account', url: server.url, user: 'client-1', timeoutMs } as const;
  const { id: connectionId } = await call('connections.save', {
    ...{ ...saved, password: CLIENT_SECRET },
    ...(perSecond === undefined ? {} : { perSecond }),
  });
  const request = (written: string, body?: unknown) =>
    call('leadexec.request', {
      connectionId,
      request: written,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const inState = (id: number, ...states: readonly JobDetail['state'][]) =>
    until(
      async () => {
        const job = await call('jobs.get', { id });
        return states.includes(job.state) ? job : null;
      },
      `job ${id} is ${states.join(' or ')}`,
      undefined,
      lessOften,
    );
  return {
    ...{ core, server, secrets, dataDir, connectionId, call, request, inState },
    async change(written, body) {
      const reply = await request(written, body);
      if (reply.is !== 'job') throw new Error(`${written} is no change`);
      return await inState(reply.jobId, 'delivered', 'rejected', 'unknown', 'cancelled');
    },
    arrived: () => server.arrived.filter(({ url }) => url !== '/v1/authorization/token'),
    tokens: () => tokens,
  };
}
