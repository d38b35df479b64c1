import type { Store } from '../../src-main/db/store.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { enqueue } from '../../src-main/queue/rows/add-jobs.ts';
import { createGroup } from '../../src-main/queue/rows/groups.ts';

/** The properties of a generated post that tests use. */
export interface MadePost {
  readonly id: number;
  readonly kind: string;
  readonly batchId: number;
  readonly review: string;
  readonly returnState: string;
  readonly campaign: number;
  readonly price: number;
  readonly client: string | null;
  readonly phone: string;
  readonly email: string;
  readonly reference: string;
  readonly state: string;
  readonly reason: string | null;
  readonly answer: string;
  readonly updatedAt: number;
}

/** The reason of a post's state; every seventh refusal has a text of its own. */
function reasonOf(state: string, row: number): string | null {
  if (state === 'rejected' && row % 7 === 0) return `The lead was refused: no buyer for order ${row}`;
  if (state === 'rejected')
    return row % 2 === 0 ? 'No campaign takes this lead' : 'The lead was refused: outside of area';
  if (state === 'duplicate') return 'The receiver has had this lead';
  return state === 'unknown' ? 'The connection broke during the request (ECONNRESET)' : null;
}

/** An answer in the receiver's form, with parts that differ from lead to lead. */
const answerOf = (state: string, row: number, price: number, client: string | null): string =>
  JSON.stringify({
    Response: state === 'delivered' ? 'Accepted' : 'Refused',
    ...{ PostID: `post-${row}`, LeadID: String(500_000 + row), Price: price, Date: `2026-11-28T10:00:${row % 60}` },
    ResponseDetails: client === null ? '' : `Sent to ${client}, confirmation ${row * 7919}`,
  });

const AT_ONCE = 20_000;

/** Fills a store with posted leads in two batches, with rare and frequent values of everything that the log filters by. `fields`: JSON. */
export function fillPosts(store: Store, count: number, seed = 5, fields = '{}'): MadePost[] {
  const random = seededRandom(seed);
  const pick = <T>(...of: readonly (readonly [T, number])[]): T => {
    let at = random();
    for (const [value, share] of of) {
      at -= share;
      if (at < 0) return value;
    }
    const [first] = of;
    if (first === undefined) throw new Error('Nothing to pick from');
    return first[0];
  };
  const connectionId = Number(
    store
      .prepare(
        `INSERT INTO connection (kind, name, url, user, options, timeout_ms, run_state, created_at)
         VALUES ('receiver', 'LeadExec', 'https://leads.example', '', '{"vid":18,"lid":1,"aid":23}', 1000, 'running', 0)`,
      )
      .run().lastInsertRowid,
  );
  const kinds = ['general', 'returnsends'] as const;
  const batches = kinds.map((kind) => {
    const groupId = createGroup(store, { connectionId, kind: 'post', label: kind, now: 1 });
    const options = JSON.stringify({ body: 'json' });
    const id = store
      .prepare(
        `INSERT INTO delivery_batch (connection_id, group_id, kind, label, options, who, created_at) VALUES (?, ?, ?, ?, ?, 'me', 1)`,
      )
      .run(connectionId, groupId, kind, kind, options).lastInsertRowid;
    return { kind, groupId, id: Number(id) };
  });
  const made: MadePost[] = [];
  const insert = store.prepare(
    `INSERT INTO delivery_post (batch_id, row, fields, reference, phone, email, post_id, lead_uid, campaign, price, review, return_state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const send = store.prepare(
    `INSERT INTO delivery_send (post_id, no, client_uid, client_name, valid, price) VALUES (?, 1, '1', ?, 1, ?)`,
  );
  const move = store.prepare(
    `UPDATE job SET state = ?, reason = ?, vendor_ref = ?, vendor_line = ?, updated_at = ? WHERE source = ? AND connection_id = ?`,
  );
  const count1 = store.prepare(
    `UPDATE job_count SET jobs = jobs + ? WHERE connection_id = ? AND group_id = ? AND state = ?`,
  );
  const newCount = store.prepare(
    `INSERT OR IGNORE INTO job_count (connection_id, group_id, state, jobs) VALUES (?, ?, ?, 0)`,
  );
  for (const [at, batch] of batches.entries()) {
    const [from, to] = [Math.floor((count / 2) * at), at === 1 ? count : Math.floor(count / 2)];
    for (let first = from; first < to; first += AT_ONCE) {
      store.write(() => {
        const some: MadePost[] = [];
        for (let row = first + 1; row <= Math.min(to, first + AT_ONCE); row++) {
          const phone = `+1702${String(1_000_000 + Math.floor(random() * 9_000_000))}`;
          const one = {
            ...{ kind: batch.kind, batchId: batch.id, phone, email: `ann${row}@example.com`, reference: `ref-${row}` },
            review: pick(['', 0.9], ['passed', 0.08], ['pending', 0.015], ['rejected', 0.005]),
            returnState: pick(['none', 0.99], ['returned', 0.01]),
            campaign: pick([23, 0.7], [24, 0.29], [25, 0.01]),
            price: Math.round(random() * 10_000) / 100,
            client: batch.kind === 'general' ? null : pick(['Acme', 0.9], ['Demo', 0.095], ['Tiny', 0.005]),
            state: pick(['delivered', 0.95], ['rejected', 0.03], ['duplicate', 0.018], ['unknown', 0.002]),
          };
          const { lastInsertRowid } = insert.run(
            ...[batch.id, row, fields, one.reference, phone, one.email, `post-${row}`, String(500_000 + row)],
            ...[one.campaign, one.price, one.review, one.returnState],
          );
          const id = Number(lastInsertRowid);
          if (one.client !== null) send.run(id, one.client, one.price);
          const reason = reasonOf(one.state, row);
          const answer = answerOf(one.state, row, one.price, one.client);
          some.push({ ...one, id, reason, answer, updatedAt: row * 7_000 });
        }
        enqueue(
          store,
          { id: batch.groupId, connectionId },
          some.map(({ id, phone }) => ({ source: id, lane: phone })),
          1,
        );
        for (const { id, state, reason, answer, updatedAt } of some) {
          move.run(state, reason, String(500_000 + id), answer, updatedAt, id, connectionId);
          newCount.run(connectionId, batch.groupId, state);
          count1.run(1, connectionId, batch.groupId, state);
          count1.run(-1, connectionId, batch.groupId, 'ready');
        }
        made.push(...some);
      });
    }
  }
  return made;
}
