import { expressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PostFilter } from '../../src-preload/contract/index.ts';
import type { DeliveryBatchTable, DeliveryPostTable } from '../db/delivery-tables.ts';
import { eachOf } from '../db/in-list.ts';
import { type Compilable, type Store, sqlOf } from '../db/store.ts';
import type { Tables } from '../db/tables.ts';

/** The conditions of a filter: null for those that it does not have. */
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
}

interface Joined extends Tables {
  readonly p: DeliveryPostTable;
  readonly b: DeliveryBatchTable;
}

/** A column that no index is looked up by: posts are gone through by their numbers. */
const plain = <T>(column: string): RawBuilder<T> => sql<T>`+${sql.ref(column)}`;

/** That a post has what is wanted. */
function matches(wanted: Wanted) {
  const { kind, batchId, review, returnState, campaign, client, priceFrom, priceTo, text, digits } = wanted;
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

const posts = sqlOf.selectFrom('delivery_post').select('id');

/** What an index leads to: the posts of one condition, so many at most; null where it is not wanted. Partial indexes have their condition written out. */
const CANDIDATES: readonly ((wanted: Wanted, most: number) => Compilable<{ id: number }> | null)[] = [
  ({ batchId }, most) => (batchId === null ? null : posts.where('batch_id', '=', batchId).limit(most)),
  ({ kind }, most) =>
    kind === null
      ? null
      : sqlOf
          .selectFrom('delivery_batch as b')
          .innerJoin('delivery_post as p', 'p.batch_id', 'b.id')
          .select('p.id')
          .where('b.kind', '=', kind)
          .limit(most),
  ({ review }, most) =>
    review === null ? null : posts.where('review', '=', review).where('review', '<>', sql.lit('')).limit(most),
  ({ returnState }, most) =>
    returnState === 'returned' ? posts.where('return_state', '=', sql.lit('returned')).limit(most) : null,
  ({ campaign }, most) => (campaign === null ? null : posts.where('campaign', '=', campaign).limit(most)),
  ({ client }, most) =>
    client === null
      ? null
      : sqlOf.selectFrom('delivery_send').select('post_id as id').where('client_name', '=', client).limit(most),
  ({ priceFrom, priceTo }, most) => {
    if (priceFrom === null && priceTo === null) return null;
    const from = priceFrom === null ? posts : posts.where('price', '>=', priceFrom);
    return (priceTo === null ? from : from.where('price', '<=', priceTo)).limit(most);
  },
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
];
/** Where a condition has no more posts than this, they are all looked at; where each has more, a page is soon full by going through posts in order. */
const FEW = 4_000;
/** Posts looked at in one go; then others get their turn. */
const STRETCH = 10_000;

/** A page of what was found: the numbers of posts in the asked order, and where the search goes on; null where it is through. */
export interface FoundPosts {
  readonly posts: number[];
  readonly behind: number | null;
}

function wantedOf({ text, ...filter }: PostFilter): Wanted {
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
    digits: /^\d{4,15}$/.test(digits) ? digits : null,
  };
}

/** Those of some posts that match, in no order. */
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

/**
 * Posts that match, behind one of them, in order: as many as are asked for, or what one stretch has of them. By the condition that the fewest posts
 * have, where it has few; else through the posts in order.
 */
export function findPosts(
  store: Store,
  filter: PostFilter,
  {
    order,
    behind,
    limit,
  }: { readonly order: 'newest' | 'oldest'; readonly behind: number | null; readonly limit: number },
): FoundPosts {
  const wanted = wantedOf(filter);
  const newest = order === 'newest';
  const few = fewest(store, wanted);
  if (few !== null) {
    const theirs = few.filter((id) => behind === null || (newest ? id < behind : id > behind));
    const found = matchingAmong(store, filter, theirs).sort((a, b) => (newest ? b - a : a - b));
    const page = found.slice(0, limit);
    return { posts: page, behind: found.length > limit ? (page.at(-1) ?? null) : null };
  }
  const [first, last] = bounds(store);
  const from = newest ? Math.min(last, (behind ?? last + 1) - 1) : Math.max(first, (behind ?? first - 1) + 1);
  const to = newest ? Math.max(first, from - STRETCH + 1) : Math.min(last, from + STRETCH - 1);
  if (newest ? from < first : from > last) return { posts: [], behind: null };
  const within = sqlOf
    .selectFrom('delivery_post as p')
    .innerJoin('delivery_batch as b', 'b.id', 'p.batch_id')
    .select('p.id')
    .where('p.id', '>=', Math.min(from, to))
    .where('p.id', '<=', Math.max(from, to))
    .where(matches(wanted))
    .orderBy('p.id', newest ? 'desc' : 'asc')
    .limit(limit);
  const found = store.all(within).map(({ id }) => id);
  const reached = found.length === limit ? (found.at(-1) ?? to) : to;
  return { posts: found, behind: reached === (newest ? first : last) ? null : reached };
}

/** The first and the last number of a post. */
function bounds(store: Store): [number, number] {
  const ends = sqlOf.selectFrom('delivery_post');
  const first = store.get(ends.select((eb) => eb.fn.min('id').as('id')))?.id ?? 1;
  const last = store.get(ends.select((eb) => eb.fn.max('id').as('id')))?.id ?? 0;
  return [first, last];
}

/** The posts of the condition that the fewest have; null where every condition has many, or there is none. */
function fewest(store: Store, wanted: Wanted): number[] | null {
  let few: number[] | null = null;
  for (const candidates of CANDIDATES) {
    const query = candidates(wanted, FEW + 1);
    if (query === null) continue;
    const ids = store.all(query).map(({ id }) => id);
    if (ids.length <= FEW && (few === null || ids.length < few.length)) few = ids;
    if (few !== null && few.length < 100) break;
  }
  return few;
}
