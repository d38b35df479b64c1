import type { PostFilter } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';

/** The conditions of a filter as SQL has them: null for those that it does not have. */
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

const MATCHES = `p.left_out = 0 AND (@kind IS NULL OR b.kind = @kind) AND (@batchId IS NULL OR p.batch_id = @batchId)
  AND (@review IS NULL OR p.review = @review) AND (@returnState IS NULL OR p.return_state = @returnState)
  AND (@campaign IS NULL OR p.campaign = @campaign) AND (@priceFrom IS NULL OR p.price >= @priceFrom) AND (@priceTo IS NULL OR p.price <= @priceTo)
  AND (@client IS NULL OR EXISTS (SELECT 1 FROM delivery_send s WHERE s.post_id = p.id AND s.client_name = @client))
  AND (@text IS NULL OR @text IN (p.reference, p.post_id, p.lead_uid) OR p.email = lower(@text)
       OR (@digits IS NOT NULL AND substr(p.phone, -length(@digits)) = @digits))`;
/** Within a stretch of posts, newest first. */
const WITHIN = `SELECT p.id FROM delivery_post p JOIN delivery_batch b ON b.id = p.batch_id WHERE p.id >= @low AND p.id <= @high AND ${MATCHES}`;
const AMONG = `SELECT p.id FROM json_each(@ids) wanted CROSS JOIN delivery_post p ON p.id = wanted.value JOIN delivery_batch b ON b.id = p.batch_id WHERE ${MATCHES}`;

interface Limited extends Wanted {
  readonly most: number;
}

/** What an index leads to: the posts of one condition, so many at most. */
const CANDIDATES: readonly {
  readonly has: (wanted: Wanted) => boolean;
  readonly read: (store: Store, wanted: Limited) => { id: number }[];
}[] = [
  {
    has: ({ batchId }) => batchId !== null,
    read: (store, wanted) =>
      store
        .prepare<[Limited], { id: number }>('SELECT id FROM delivery_post WHERE batch_id = @batchId LIMIT @most')
        .all(wanted),
  },
  {
    has: ({ kind }) => kind !== null,
    read: (store, wanted) =>
      store
        .prepare<[Limited], { id: number }>(
          'SELECT p.id FROM delivery_batch b JOIN delivery_post p ON p.batch_id = b.id WHERE b.kind = @kind LIMIT @most',
        )
        .all(wanted),
  },
  {
    has: ({ review }) => review !== null,
    read: (store, wanted) =>
      store
        .prepare<[Limited], { id: number }>(
          `SELECT id FROM delivery_post WHERE review = @review AND review <> '' LIMIT @most`,
        )
        .all(wanted),
  },
  {
    has: ({ returnState }) => returnState === 'returned',
    read: (store, wanted) =>
      store
        .prepare<[Limited], { id: number }>(`SELECT id FROM delivery_post WHERE return_state = 'returned' LIMIT @most`)
        .all(wanted),
  },
  {
    has: ({ campaign }) => campaign !== null,
    read: (store, wanted) =>
      store
        .prepare<[Limited], { id: number }>('SELECT id FROM delivery_post WHERE campaign = @campaign LIMIT @most')
        .all(wanted),
  },
  {
    has: ({ client }) => client !== null,
    read: (store, wanted) =>
      store
        .prepare<[Limited], { id: number }>(
          'SELECT post_id AS id FROM delivery_send WHERE client_name = @client LIMIT @most',
        )
        .all(wanted),
  },
  {
    has: ({ priceFrom, priceTo }) => priceFrom !== null || priceTo !== null,
    read: (store, wanted) =>
      store
        .prepare<[Limited], { id: number }>(
          'SELECT id FROM delivery_post WHERE price >= coalesce(@priceFrom, -1e300) AND price <= coalesce(@priceTo, 1e300) LIMIT @most',
        )
        .all(wanted),
  },
  {
    has: ({ text }) => text !== null,
    read: (store, wanted) =>
      store
        .prepare<
          [Limited],
          { id: number }
        >(`SELECT id FROM delivery_post WHERE reference = @text AND reference <> '' UNION SELECT id FROM delivery_post WHERE post_id = @text
      UNION SELECT id FROM delivery_post WHERE lead_uid = @text UNION SELECT id FROM delivery_post WHERE email = lower(@text) AND email <> ''
      UNION SELECT id FROM delivery_post WHERE substr(phone, -4) = substr(@digits, -4) AND phone <> '' LIMIT @most`)
        .all(wanted),
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
export function matchingAmong(store: Store, filter: PostFilter, posts: readonly number[]): number[] {
  const wanted = { ...wantedOf(filter), ids: JSON.stringify(posts) };
  return store
    .prepare<[typeof wanted], { id: number }>(AMONG)
    .all(wanted)
    .map(({ id }) => id);
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
    const posts = found.slice(0, limit);
    return { posts, behind: found.length > limit ? (posts.at(-1) ?? null) : null };
  }
  const [first, last] = bounds(store);
  const from = newest ? Math.min(last, (behind ?? last + 1) - 1) : Math.max(first, (behind ?? first - 1) + 1);
  const to = newest ? Math.max(first, from - STRETCH + 1) : Math.min(last, from + STRETCH - 1);
  if (newest ? from < first : from > last) return { posts: [], behind: null };
  const said = { ...wanted, low: Math.min(from, to), high: Math.max(from, to), limit };
  const posts = store
    .prepare<[typeof said], { id: number }>(
      newest ? `${WITHIN} ORDER BY p.id DESC LIMIT @limit` : `${WITHIN} ORDER BY p.id LIMIT @limit`,
    )
    .all(said)
    .map(({ id }) => id);
  const reached = posts.length === limit ? (posts.at(-1) ?? to) : to;
  return { posts, behind: reached === (newest ? first : last) ? null : reached };
}

function bounds(store: Store): [number, number] {
  const first = store.prepare<[], { id: number | null }>('SELECT min(id) AS id FROM delivery_post').get()?.id ?? 1;
  const last = store.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM delivery_post').get()?.id ?? 0;
  return [first, last];
}

/** The posts of the condition that the fewest have; null where every condition has many, or there is none. */
function fewest(store: Store, wanted: Wanted): number[] | null {
  let few: number[] | null = null;
  for (const { has, read } of CANDIDATES) {
    if (!has(wanted)) continue;
    const ids = read(store, { ...wanted, most: FEW + 1 }).map(({ id }) => id);
    if (ids.length <= FEW && (few === null || ids.length < few.length)) few = ids;
    if (few !== null && few.length < 100) break;
  }
  return few;
}
