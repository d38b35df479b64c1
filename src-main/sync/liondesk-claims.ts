import type { Store } from '../db/store.ts';
import type { Offers } from '../offers/offers.ts';
import { keepMe } from '../offers/rows/people.ts';
import { noteAsked, unconfirmedLeads } from '../offers/unconfirmed.ts';
import { applyVendorClaim } from '../offers/vendor-claim.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { type ClaimsAnswer, FetchError, type FetchFailure } from './fetch.ts';
import type { LiondeskSource } from './liondesk-sync.ts';
import { withToken } from './source-token.ts';
import type { StepPorts } from './step.ts';

/** The number of leads in one query. */
const TOGETHER = 50;
/** The most leads whose claims are read after a sync. The others follow after the next one. */
const LEADS_AT_MOST = 2_000;
/** The most requests about single leads after a sync. */
const ONE_BY_ONE_AT_MOST = 30;

/** After this many consecutive failures, the others wait for the next sync. */
const FAILURES_AT_MOST = 3;

/** The addresses and tokens whose user was requested, by connection, for the lifetime of the process. */
export type KnownTokens = Map<number, string>;

/**
 * Makes a request in addition to a sync. Its failure is returned, but a refused login and a request for patience by the vendor are thrown.
 */
async function beside<T>(ask: () => Promise<T>): Promise<T | FetchFailure> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const { failure } = error;
    if (failure.why === 'login' || failure.why === 'throttled') throw error;
    return failure;
  }
}

/**
 * Requests the user that the token belongs to (GET /me), once for each token, so that the board knows which offers are the user's own. If
 * the vendor does not say, no offer on the board counts as own. @throws FetchError for a refused login, and if the vendor asks for patience
 */
export async function askMe(ports: StepPorts, source: LiondeskSource, known: KnownTokens): Promise<void> {
  const { id, url: base, timeoutMs } = source.connection;
  if (known.get(id) === `${base} ${await source.token()}`) return;
  const answer = await beside(() =>
    withToken(source.token, (token) => ports.fetcher.fetch({ is: 'liondesk-me', base, timeoutMs, token })),
  );
  if (!ports.wanted(source.connection) || (answer.is === 'failed' && answer.why === 'network')) return;
  known.set(id, `${base} ${await source.token()}`);
  if (answer.is === 'me' && keepMe(ports.leads.store, id, answer.user)) ports.offers.peopleChanged();
}

/**
 * Requests the holders of leads whose holder is uncertain: together if the vendor supports that (`id[$in]`), otherwise one by one. @throws
 * FetchError for a refused login, and if the vendor asks for patience
 */
export async function askClaims(ports: StepPorts, source: LiondeskSource): Promise<void> {
  const { connection } = source;
  const { store } = ports.leads;
  const { url: base, timeoutMs } = connection;
  const keep = async (asked: readonly string[], answer: Pick<ClaimsAnswer, 'leads'>, isAll: boolean) => {
    keepClaims({ store, offers: ports.offers, now: ports.now }, connection.id, asked, answer, isAll);
    await yieldToEventLoop();
  };
  const askFor = (leads: readonly string[] | string) =>
    beside(() =>
      withToken(source.token, (token) => ports.fetcher.fetch({ is: 'liondesk-claims', base, timeoutMs, token, leads })),
    );
  const leads = unconfirmedLeads(store, connection.id, ports.now(), LEADS_AT_MOST);
  const left: string[] = [];
  let understood = true;
  for (let from = 0; from < leads.length && ports.wanted(connection); from += TOGETHER) {
    const asked = leads.slice(from, from + TOGETHER);
    if (!understood) {
      left.push(...asked);
      if (left.length >= ONE_BY_ONE_AT_MOST) break;
      continue;
    }
    const answer = await askFor(asked);
    if (!ports.wanted(connection) || (answer.is === 'failed' && answer.why === 'network')) return;
    const received = new Set(answer.is === 'claims' ? answer.leads.map(({ externalId }) => externalId) : []);
    // Leads that were not requested mean that the vendor ignored the query and returned a page of its own choice.
    understood = asked.some((id) => received.has(id)) && [...received].every((id) => asked.includes(id));
    if (answer.is === 'claims' && understood) await keep(asked, answer, false);
    left.push(...asked.filter((id) => !understood || !received.has(id)));
  }
  let failures = 0;
  for (const id of left.slice(0, ONE_BY_ONE_AT_MOST)) {
    const answer = await askFor(id);
    if (!ports.wanted(connection)) return;
    const isFailure = answer.is === 'failed' && answer.why !== 'missing';
    failures = isFailure ? failures + 1 : 0;
    if (failures === FAILURES_AT_MOST || (answer.is === 'failed' && answer.why === 'network')) return;
    await keep([id], answer.is === 'claims' ? answer : { leads: [] }, true);
  }
}

/** Applies the vendor's report on the requested leads in one transaction, and updates the board if it changed something. */
export function keepClaims(
  {
    store,
    offers,
    now,
  }: { readonly store: Store; readonly offers: Pick<Offers, 'changed'>; readonly now: () => number },
  connectionId: number,
  asked: readonly string[],
  { leads }: Pick<ClaimsAnswer, 'leads'>,
  /** Whether leads that the answer doesn't include count as asked too. */
  isAll: boolean,
): void {
  const received = new Map(leads.map((lead) => [lead.externalId, lead]));
  const changed = store.write(() =>
    asked.flatMap((externalId) => {
      const reported = received.get(externalId);
      if (!reported) {
        if (isAll) noteAsked(store, connectionId, externalId, now());
        return [];
      }
      const news = applyVendorClaim(store, {
        connectionId,
        externalId,
        userId: reported.claimedByUserId,
        name: '',
        at: reported.claimedAt,
        via: reported.claimedVia,
        timeToClaim: reported.timeToClaim,
        now: now(),
      });
      return news === null ? [] : [news.id];
    }),
  );
  if (changed.length > 0) offers.changed(changed);
}
