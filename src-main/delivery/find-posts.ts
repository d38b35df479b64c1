import { expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { JobState, PostFilter } from '../../src-preload/contract/index.ts';
import type { DeliveryBatchTable, DeliveryPostTable } from '../db/delivery-tables.ts';
import { eachOf } from '../db/in-list.ts';
import { type Compilable, type Store, sqlOf } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';
import { hasJobIn } from '../queue/rows/find-jobs.ts';

/** The conditions of a filter; null for those that it does not have. */
interface Wanted {
  readonly kind: string | null;
  readonly batchId: number | null;
  readonly review: string | null;
  readonly returnState: string | null;
  readonly campaign: number | null;
  readonly client: string | null;
  readonly priceFrom: number | null;
  readonly priceTo: number | null;
  readonly text: string | null;
  readonly digits: string | null;
  readonly states: readonly JobState[] | null;
}

interface Joined extends Tables {
  readonly p: DeliveryPostTable;
  readonly b: DeliveryBatchTable;
}

/** A column without an index lookup: posts are read in the order of their ids. */
const plain = <T>(column: string): RawBuilder<T> => sql<T>`+${sql.ref(column)}`;

/** The condition that a post matches the filter. */
function matches(wanted: Wanted) {
  const { kind, batchId, review, returnState, campaign, client, priceFrom, priceTo, text, digits, states } = wanted;
  const eb = expressionBuilder<Joined, 'p' | 'b'>();
  const is = (column: string, value: string | number | null) =>
    value === null ? [] : [sql<SqlBool>`${plain(column)} = ${value}`];
  return eb.and([
    eb(plain<number>('p.left_out'), '=', 0),
    ...is('b.kind', kind),
    ...is('p.batch_id', batchId),
    ...is('p.review', review),
    ...is('p.return_state', returnState),
    ...is('p.campaign', campaign),
    ...(priceFrom === null ? [] : [eb(plain<number>('p.price'), '>=', priceFrom)]),
    ...(priceTo === null ? [] : [eb(plain<number>('p.price'), '<=', priceTo)]),
    ...(client === null
      ? []
      : [
          eb.exists(
            eb
              .selectFrom('delivery_send as s')
              .select('s.no')
              .whereRef('s.post_id', '=', 'p.id')
              .where('s.client_name', '=', client),
          ),
        ]),
    ...(states === null ? [] : [hasJobIn(states, { source: 'p.id', connection: 'b.connection_id' })]),
    ...(text === null
      ? []
      : [
          eb.or([
            sql<SqlBool>`${text} IN (p.reference, p.post_id, p.lead_uid)`,
            sql<SqlBool>`+p.email = lower(${text})`,
            ...(digits === null ? [] : [sql<SqlBool>`substr(p.phone, -length(${digits})) = ${digits}`]),
          ]),
        ]),
  ]);
}

/** Posts between two ids, both included, and the direction. */
interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly newest: boolean;
}

/** A way to read posts in the order of their ids, by an index that has those with one value in this order. */
interface Way {
  /** The first post of the way after a stretch of others. */
  readonly next: (stretch: Stretch) => Compilable<{ id: number }>;
  readonly matching: (stretch: Stretch, wanted: Wanted, limit: number) => Compilable<{ id: number }>;
}

/** The number of a way's posts that are read at once, before other work runs. */
const STRETCH = 5_000;

const direction = ({ newest }: Stretch) => (newest ? 'desc' : 'asc');

/** By an index of posts, or by their ids only. A partial index needs its condition as a literal. */
function byPosts(condition: RawBuilder<SqlBool>): Way {
  const along = (stretch: Stretch) =>
    sqlOf
      .selectFrom('delivery_post as p')
      .select('p.id')
      .where(condition)
      .where('p.id', '>=', stretch.low)
      .where('p.id', '<=', stretch.high)
      .orderBy('p.id', direction(stretch));
  return {
    next: (stretch) => along(stretch).limit(1).offset(STRETCH),
    matching: (stretch, wanted, limit) =>
      along(stretch)
        .crossJoin('delivery_batch as b')
        .whereRef('b.id', '=', 'p.batch_id')
        .where(matches(wanted))
        .limit(limit),
  };
}

function byClient(client: string): Way {
  const along = (stretch: Stretch) =>
    sqlOf
      .selectFrom('delivery_send as s')
      .select('s.post_id as id')
      .where('s.client_name', '=', client)
      .where('s.post_id', '>=', stretch.low)
      .where('s.post_id', '<=', stretch.high)
      .orderBy('s.post_id', direction(stretch));
  return {
    next: (stretch) => along(stretch).limit(1).offset(STRETCH),
    matching: (stretch, wanted, limit) =>
      along(stretch)
        .distinct()
        .crossJoin('delivery_post as p')
        .crossJoin('delivery_batch as b')
        .whereRef('p.id', '=', 's.post_id')
        .whereRef('b.id', '=', 'p.batch_id')
        .where(matches(wanted))
        .limit(limit),
  };
}

const EVERY_POST = byPosts(sql<SqlBool>`1`);

/** The possible ways of a filter; reading every post is always one. */
function waysOf({ review, returnState, campaign, client }: Wanted): Way[] {
  return [
    ...(review === null ? [] : [byPosts(sql<SqlBool>`p.review = ${review} AND p.review <> ''`)]),
    ...(returnState === 'returned' ? [byPosts(sql<SqlBool>`p.return_state = 'returned'`)] : []),
    ...(campaign === null ? [] : [byPosts(sql<SqlBool>`p.campaign = ${campaign}`)]),
    ...(client === null ? [] : [byClient(client)]),
    EVERY_POST,
  ];
}

const posts = sqlOf.selectFrom('delivery_post').select('id');

/** The posts that match a condition that no index has in order, up to a limit; null if the filter doesn't have the condition. */
const LISTED: readonly ((wanted: Wanted, most: number) => Compilable<{ id: number }> | null)[] = [
  ({ text, digits }, most) => {
    if (text === null) return null;
    const byText = posts
      .where('reference', '=', text)
      .where('reference', '<>', sql.lit(''))
      .union(posts.where('post_id', '=', text))
      .union(posts.where('lead_uid', '=', text))
      .union(posts.where('email', '=', sql<string>`lower(${text})`).where('email', '<>', sql.lit('')));
    if (digits === null) return byText.limit(most);
    const end = sql<string>`substr(phone, -4)`;
    return byText.union(posts.where(end, '=', digits.slice(-4)).where('phone', '<>', sql.lit(''))).limit(most);
  },
  ({ priceFrom, priceTo }, most) => {
    if (priceFrom === null && priceTo === null) return null;
    const from = priceFrom === null ? posts : posts.where('price', '>=', priceFrom);
    return (priceTo === null ? from : from.where('price', '<=', priceTo)).limit(most);
  },
];
/** If at most this many posts match a listed condition, all of them are tested. */
const FEW = 12_000;
/** The number of them that are tested at once. */
const AT_ONCE = 500;

/** A page of the result: the ids of posts in the requested order, and where the search continues; null if it is finished. */
export interface FoundPosts {
  readonly posts: number[];
  readonly behind: number | null;
}

function wantedOf({ text, ...filter }: PostFilter, states: readonly JobState[] | null = null): Wanted {
  const digits = text?.replace(/[\s().+-]/g, '') ?? '';
  return {
    kind: filter.kind ?? null,
    batchId: filter.batchId ?? null,
    review: filter.review ?? null,
    returnState: filter.returnState ?? null,
    campaign: filter.campaign ?? null,
    client: filter.client ?? null,
    priceFrom: filter.priceFrom ?? null,
    priceTo: filter.priceTo ?? null,
    text: text ?? null,
    states,
    digits: /^\d{4,15}$/.test(digits) ? digits : null,
  };
}

/** The matching ones of some posts, in no particular order. */
export function matchingAmong(store: Store, filter: PostFilter, among: readonly number[]): number[] {
  const found = sqlOf
    .selectFrom(eachOf(among).as('wanted'))
    .crossJoin('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .select('p.id')
    .whereRef('p.id', '=', 'wanted.value')
    .where(matches(wantedOf(filter)));
  return store.all(found).map(({ id }) => id);
}

interface Page {
  readonly order: 'newest' | 'oldest';
  readonly behind: number | null;
  readonly limit: number;
  /** Of posts whose jobs are in one of these states. */
  readonly states?: readonly JobState[];
}

/**
 * Matching posts after one of them, in order: as many as requested, or those in one stretch. If few posts have the price or text, those are
 * tested; otherwise the search follows the condition whose posts are the least dense from there on.
 */
export function findPosts(store: Store, filter: PostFilter, page: Page): FoundPosts {
  const wanted = wantedOf(filter, page.states);
  const few = fewListed(store, wanted);
  return few === null ? findAlong(store, wanted, page) : findAmong(store, filter, few, page);
}

function findAmong(store: Store, filter: PostFilter, few: readonly number[], page: Page): FoundPosts {
  const { order, behind, limit } = page;
  const newest = order === 'newest';
  const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => (newest ? b - a : a - b));
  const theirs = sorted(few.filter((id) => behind === null || (newest ? id < behind : id > behind)));
  const found: number[] = [];
  for (let at = 0; at < theirs.length && found.length <= limit; at += AT_ONCE)
    found.push(...sorted(matchingAmong(store, filter, theirs.slice(at, at + AT_ONCE))));
  const shown = found.slice(0, limit);
  return { posts: shown, behind: found.length > limit ? (shown.at(-1) ?? null) : null };
}

function findAlong(store: Store, wanted: Wanted, { order, behind, limit }: Page): FoundPosts {
  const newest = order === 'newest';
  const [span, ...others] = spansOf(store, wanted, newest).filter(
    ([low, high]) => behind === null || (newest ? low < behind : high > behind),
  );
  if (span === undefined) return { posts: [], behind: null };
  const low = newest || behind === null ? span[0] : Math.max(span[0], behind + 1);
  const high = !newest || behind === null ? span[1] : Math.min(span[1], behind - 1);
  const stretch = { low, high, newest };
  const { way, end } = furthest(store, wanted, stretch);
  const looked = newest ? { low: end, high, newest } : { low, high: end, newest };
  const found = store.all(way.matching(looked, wanted, limit)).map(({ id }) => id);
  const reached = found.length === limit ? (found.at(-1) ?? end) : end;
  const through = others.length === 0 && reached === (newest ? low : high);
  return { posts: found, behind: through ? null : reached };
}

/** The way on which a stretch of posts leads furthest, and the id that it leads to. */
function furthest(store: Store, wanted: Wanted, stretch: Stretch): { way: Way; end: number } {
  const { low, high, newest } = stretch;
  let best: { way: Way; end: number } | null = null;
  for (const way of waysOf(wanted)) {
    const end = store.get(way.next(stretch))?.id ?? (newest ? low : high);
    if (best === null || (newest ? end < best.end : end > best.end)) best = { way, end };
  }
  return best ?? { way: EVERY_POST, end: newest ? low : high };
}

/** The id ranges of a batch, or of all batches of a kind, in order. The posts of a batch have ids in the order of their rows. */
function spansOf(store: Store, { batchId, kind }: Wanted, newest: boolean): (readonly [number, number])[] {
  if (batchId === null && kind === null) return [bounds(store)];
  const end = (way: 'asc' | 'desc') =>
    sqlOf
      .selectFrom('delivery_post as p')
      .select('p.id')
      .where('p.batch_id', '=', sql.ref<number>('b.id'))
      .orderBy('p.row', way)
      .limit(1);
  let batches = sqlOf.selectFrom('delivery_batch as b').select([end('asc').as('low'), end('desc').as('high')]);
  if (batchId !== null) batches = batches.where('b.id', '=', batchId);
  if (kind !== null) batches = batches.where('b.kind', '=', kind);
  const spans: [number, number][] = [];
  for (const { low, high } of store.all(batches).toSorted((a, b) => (a.low ?? 0) - (b.low ?? 0))) {
    if (low === null || high === null) continue;
    const last = spans.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else spans.push([low, high]);
  }
  return newest ? spans.toReversed() : spans;
}

/** The first and the last id of a post. */
function bounds(store: Store): [number, number] {
  const ends = sqlOf.selectFrom('delivery_post');
  const first = store.get(ends.select((eb) => eb.fn.min('id').as('id')))?.id ?? 1;
  const last = store.get(ends.select((eb) => eb.fn.max('id').as('id')))?.id ?? 0;
  return [first, last];
}

/** All posts of a listed condition that matches few; null if there is none. */
function fewListed(store: Store, wanted: Wanted): number[] | null {
  for (const list of LISTED) {
    const query = list(wanted, FEW + 1);
    const ids = query === null ? null : store.all(query).map(({ id }) => id);
    if (ids !== null && ids.length <= FEW) return ids;
  }
  return null;
}
