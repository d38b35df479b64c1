import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Behaviour } from '../behaviour.ts';
import type { Answer } from '../receiver/render.ts';
import type { World } from '../world.ts';
import { type AccountLog, headersWithoutSecrets } from './account-log.ts';
import { type Call, Refused, type Reply, type Visit } from './call.ts';
import { AUTHENTICATION, type Match, matchPath } from './calls.ts';
import { bodyDeviations } from './check-body.ts';
import { type ColleagueEdit, editAsColleague } from './colleague.ts';
import { Tokens } from './tokens.ts';

export interface AccountPorts {
  readonly world: () => World;
  readonly log: AccountLog;
}

/** A request as received, and whether a fault prevents its effect. */
export interface AccountVisit {
  readonly req: IncomingMessage;
  readonly url: URL;
  readonly body: string;
  /** False if a fault comes instead, and nothing has an effect. */
  readonly serves: boolean;
  readonly fault: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;
interface Read {
  readonly match: Match | undefined;
  readonly body: unknown;
  readonly deviations: readonly string[];
  /** Errors in the body because of which the platform refuses it. */
  readonly bodyWrong: readonly string[];
}

const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});
const text = (body: string): Answer => ({ status: 200, type: 'text/plain; charset=utf-8', body });
const messageAnswer = (status: number, Message: string) => json(status, { Message });
const SCHEDULED = 'Record has been scheduled for automation';

/** The account API, exactly as in "Account API Documentation" and in `docs/vendors.md`. */
export class AccountService {
  readonly tokens = new Tokens();
  /** Codes that were sent by SMS, by phone. */
  readonly codes = new Map<string, string>();
  readonly edits: ColleagueEdit[] = [];
  readonly #ports: AccountPorts;
  #reads = 0;
  #turn = 0;

  constructor(ports: AccountPorts) {
    this.#ports = ports;
  }

  /** Makes a colleague edit something. */
  editAsColleague(): ColleagueEdit | undefined {
    const edit = editAsColleague(this.#ports.world().account, this.#turn);
    this.#turn += 1;
    if (edit !== undefined) this.edits.push(edit);
    return edit;
  }

  /** Answers a request and logs it. @returns undefined if a fault comes instead */
  serve(visit: AccountVisit): Answer | undefined {
    const { req, url } = visit;
    const read = readRequest(visit);
    const answer = visit.serves ? this.#answer(read, req.headers.authorization ?? '', url) : undefined;
    const call = read.match?.call;
    this.#ports.log.add({
      at: this.#ports.world().now,
      call: call?.title ?? '',
      method: req.method ?? '',
      path: url.pathname,
      query: url.search,
      headers: headersWithoutSecrets(req.headers),
      body: call === AUTHENTICATION ? withoutSecret(read.body) : read.body,
      deviations: read.deviations,
      changes: call?.changes ?? false,
      served: answer !== undefined && answer.status < 400,
      status: answer?.status ?? 0,
      fault: visit.fault,
    });
    return answer;
  }

  #answer({ match, body, bodyWrong }: Read, authorization: string, url: URL): Answer {
    const world = this.#ports.world();
    const { behaviour, now } = world;
    if (match === undefined) return messageAnswer(404, 'No such address');
    const { call, segments } = match;
    if (call !== AUTHENTICATION && !this.tokens.isGood(authorization, now)) {
      return messageAnswer(401, 'Authorization has been denied for this request.');
    }
    const [wrong] = bodyWrong;
    if (wrong !== undefined && behaviour.wrongBody === 'refused') return messageAnswer(400, wrong);
    const visit: Visit = {
      world,
      uid: (name) => uidOf(segments, name),
      text: (name) => segments.get(name) ?? '',
      query: url.searchParams,
      body: isFields(body) ? body : {},
      items: Array.isArray(body) ? body.filter(isFields) : [],
      services: {
        issueToken: (clientId, secret) =>
          this.tokens.issue(
            world.account,
            { clientId, secret },
            {
              seconds: behaviour.tokenSeconds,
              refusal: behaviour.tokenRefusal,
              now,
            },
          ),
        codes: this.codes,
      },
    };
    try {
      const answer = answerOf(world.store.db.transaction(() => call.serve(visit))(), behaviour);
      this.#after(call, behaviour);
      return answer;
    } catch (error) {
      if (error instanceof Refused) return messageAnswer(error.status, error.message);
      if (error instanceof z.ZodError) return messageAnswer(400, z.prettifyError(error));
      throw error;
    }
  }

  #after(call: Call, { colleagueEvery }: Behaviour): void {
    if (call.changes || call === AUTHENTICATION) return;
    this.#reads += 1;
    if (colleagueEvery > 0 && this.#reads % colleagueEvery === 0) this.editAsColleague();
  }
}

function answerOf(reply: Reply, { okAnswer, scheduledAnswer }: Behaviour): Answer {
  if (reply === 'ok') return text(okAnswer === 'text' ? '200 OK' : '');
  if (reply === 'scheduled') {
    if (scheduledAnswer === 'plain') return text(SCHEDULED);
    return json(200, scheduledAnswer === 'quoted' ? SCHEDULED : { Result: SCHEDULED });
  }
  return 'json' in reply ? json(200, reply.json) : text(reply.text);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function uidOf(segments: ReadonlyMap<string, string>, name: string): number {
  const given = segments.get(name) ?? '';
  if (!/^\d{1,15}$/.test(given)) throw new Refused(400, `${name} must be an integer`);
  return Number(given);
}

const withoutSecret = (body: unknown) =>
  isFields(body) && 'client_secret' in body ? { ...body, client_secret: '…' } : body;

/** Segments that are texts; all others are integers. */
const TEXTS: ReadonlySet<string> = new Set([
  'Username',
  'State',
  'County',
  'FIPS',
  'ZipCode',
  'Radius',
  'VisitID',
  'phoneNumber',
  'code',
]);

function readRequest({ req, url, body: given }: AccountVisit): Read {
  const matches = matchPath(url.pathname);
  const match = matches.find(({ call }) => call.method === req.method);
  const { body, problem } = parsed(given);
  if (match === undefined) {
    const has = matches.map(({ call }) => call.method).join(', ');
    const why = has === '' ? 'the path is not documented' : `the method is ${has}`;
    return { match, body, deviations: [why], bodyWrong: [] };
  }
  const { call, segments } = match;
  const bodyWrong = problem === undefined ? wrongBody(call, body) : [problem];
  const wrongSegments = [...segments].flatMap(([name, value]) =>
    TEXTS.has(name) || /^\d+$/.test(value) ? [] : [`${name} of the path must be an integer`],
  );
  const deviations = [
    ...wrongSegments,
    ...queryDeviations(call, url),
    ...headDeviations(call, req, given),
    ...bodyWrong,
  ];
  return { match, body, deviations, bodyWrong: bodyWrong.filter((one) => !one.endsWith(' is not documented')) };
}

function parsed(text: string): { readonly body: unknown; readonly problem?: string } {
  if (text === '') return { body: null };
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    // A body that is not JSON is refused if one is required.
    return { body: text, problem: 'the body is not JSON' };
  }
}

function wrongBody({ body: properties, bare = false }: Call, body: unknown): string[] {
  if (properties === undefined) return body === null ? [] : ['a body is not documented'];
  if (!bare) return bodyDeviations(properties, body);
  if (!Array.isArray(body)) return ['body must be an array'];
  return body.flatMap((item, at) => bodyDeviations(properties, item, `[${at}].`));
}

function queryDeviations({ query = [] }: Call, url: URL): string[] {
  const given = [...url.searchParams.keys()];
  return [
    ...given.flatMap((name) => (query.includes(name) ? [] : [`query parameter ${name} is not documented`])),
    ...query.flatMap((name) => (given.includes(name) ? [] : [`query parameter ${name} is required`])),
  ];
}

function headDeviations(call: Call, { headers }: IncomingMessage, body: string): string[] {
  const bearer = /^Bearer \S+$/.test(headers.authorization ?? '');
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
  return [
    ...(call !== AUTHENTICATION && !bearer ? ['Authorization must be "Bearer" and the token'] : []),
    ...(body !== '' && !isJson ? ['content-type must be application/json'] : []),
  ];
}
