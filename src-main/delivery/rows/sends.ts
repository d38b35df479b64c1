import { compiledWith } from '../../db/compiled-with.ts';
import { inList } from '../../db/in-list.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { PostRange } from './post.ts';

/** A send of a lead as the receiver reported it. */
export interface ReportedSend {
  readonly clientUid: string;
  readonly client: string;
  /** Null if the receiver did not report whether it is valid. */
  readonly valid: boolean | null;
  /** What the client pays, in dollars. */
  readonly price: number | null;
}

/** A send with the address to which the person is redirected; null if there is none. */
export interface RedirectingSend extends ReportedSend {
  readonly redirectUrl: string | null;
}

const reported = sqlOf
  .selectFrom('delivery_send')
  .select(['post_id as postNo', 'client_uid as clientUid', 'client_name as client', 'valid', 'price'])
  .orderBy('post_id')
  .orderBy('no');
const inRange = compiledWith(({ low, high }: PostRange) =>
  reported.where('post_id', '>=', low).where('post_id', '<=', high),
);

type Row = Omit<ReportedSend, 'valid'> & { readonly postNo: number; readonly valid: number | null };

/** Rows as sends, by post. In a loop, because the log reads the sends of all posts. */
function byPost(rows: readonly Row[]): Map<number, ReportedSend[]> {
  const sends = new Map<number, ReportedSend[]>();
  for (const { postNo, clientUid, client, valid, price } of rows) {
    const send = { clientUid, client, valid: isValid(valid), price };
    const others = sends.get(postNo);
    if (others === undefined) sends.set(postNo, [send]);
    else others.push(send);
  }
  return sends;
}

const isValid = (valid: number | null): boolean | null => (valid === null ? null : valid === 1);

/** The sends of posts, by post, each in order. */
export const sendsOfPosts = (store: Store, postNos: readonly number[]): ReadonlyMap<number, ReportedSend[]> =>
  byPost(store.all(reported.where('post_id', 'in', inList(postNos))));

/** The sends of all posts in a range, by post, each in order. */
export const sendsInRange = (store: Store, range: PostRange): ReadonlyMap<number, ReportedSend[]> =>
  byPost(store.all(inRange(range)));

/** The sends of posts with their redirects, by post, each in order. */
export function sendsWithRedirects(store: Store, postNos: readonly number[]): ReadonlyMap<number, RedirectingSend[]> {
  const rows = store.all(reported.select('redirect_url as redirectUrl').where('post_id', 'in', inList(postNos)));
  const sends = rows.map((row) => ({ ...row, valid: isValid(row.valid) }));
  return Map.groupBy(sends, ({ postNo }) => postNo);
}

/** Stores the sends of a post, replacing earlier ones. In the caller's write transaction, for each accepted post. */
export function saveSends(store: Store, postNo: number, sends: readonly RedirectingSend[]): void {
  store.prepare('DELETE FROM delivery_send WHERE post_id = ?').run(postNo);
  const insert = store.prepare(
    'INSERT INTO delivery_send (post_id, no, client_uid, client_name, valid, price, redirect_url) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const [at, { clientUid, client, valid, price, redirectUrl }] of sends.entries()) {
    insert.run(postNo, at + 1, clientUid, client, valid === null ? null : valid ? 1 : 0, price, redirectUrl);
  }
}

/** Erases a person's data from the sends of posts. In the caller's write transaction. */
export function eraseSends(store: Store, postNos: readonly number[]): void {
  store.run(sqlOf.updateTable('delivery_send').set({ redirect_url: null }).where('post_id', 'in', inList(postNos)));
}
