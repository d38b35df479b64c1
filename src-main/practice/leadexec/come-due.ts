import { returnLead, review, sell } from './automation.ts';
import type { AnswerFormat, BodyFormat, CallKind, InsertKind } from './receiver/addresses.ts';
import { pingAnswer, postAnswer } from './receiver/answers.ts';
import { isRefusal } from './receiver/find-campaign.ts';
import { ping } from './receiver/other-calls.ts';
import { givenOf } from './receiver/post-rows.ts';
import { outcomeOf } from './receiver/receiver.ts';
import type { Answer } from './receiver/render.ts';
import { type PostResult, RESPONSE_TYPES, refused } from './receiver/results.ts';
import { checkPost, keepLead } from './receiver/take-lead.ts';
import type { DueRow, PostRow } from './store.ts';
import type { World } from './world.ts';

export interface DuePorts {
  readonly world: () => World;
  readonly base: () => string;
  readonly taken: () => void;
  /** Sends the result of a post to the address in the post (`returnurl`). */
  readonly send: (url: string, answer: Answer) => void;
}

/** Does everything that has become due, each at its own time: queued posts, deliveries, reviews, returns. */
export function settleDue(ports: DuePorts): void {
  for (;;) {
    const { store, now } = ports.world();
    const due = store.nextDue.get();
    if (due === undefined || due.at > now) return;
    store.db.transaction(() => {
      store.dropDue.run(due.due_uid);
      carryOut(ports, { ...ports.world(), now: due.at }, due);
    })();
  }
}

function carryOut(ports: DuePorts, world: World, { what, ref }: DueRow): void {
  const { store, behaviour } = world;
  const lead = what === 'process' ? undefined : store.lead.get(Number(ref));
  switch (what) {
    case 'process': {
      const row = store.post.get(ref);
      if (row?.state === 'queued') processPost(ports, world, row);
      return;
    }
    case 'deliver':
      sell(world, Number(ref));
      return;
    case 'delete':
      store.deleteLead(Number(ref));
      return;
    case 'review': {
      if (lead?.review !== 'pending') return;
      const every = behaviour.reviewRejectsEvery;
      const accept = every === 0 || lead.lead_uid % every !== 0;
      review(world, lead.lead_uid, accept, 'Contact could not be verified');
      return;
    }
    case 'return':
      // It may already have been returned, and nothing is returned after the number of days that the campaign allows.
      try {
        returnLead(world, Number(ref), 'Disconnected number');
      } catch {
        // It was already returned, or it is too late.
        return;
      }
  }
}

function processPost(ports: DuePorts, world: World, row: PostRow): void {
  const { store, behaviour } = world;
  const { source, lead } = givenOf(row);
  const kind = row.kind as CallKind;
  const style = {
    kind,
    body: row.body as BodyFormat,
    format: row.answer as AnswerFormat,
    behaviour,
    base: ports.base(),
  };
  const send = (answer: Answer) => {
    if (row.return_url !== '') ports.send(row.return_url, answer);
  };
  if (kind === 'ping') {
    const result = ping(world, source, lead, true);
    const accepted = result.orderId !== null && row.detail === '';
    const type = RESPONSE_TYPES.indexOf(accepted ? 'No_Error' : 'Outside_Criteria');
    store.settlePost.run(accepted ? 'accepted' : 'refused', type, row.detail || result.response, null, row.post_id);
    send(pingAnswer(result, style));
    return;
  }
  const result = takeQueued(world, row, { source, lead });
  const { state, response_type, detail, lead_uid } = outcomeOf(result);
  store.settlePost.run(state, response_type, detail, lead_uid, row.post_id);
  if (lead_uid !== null) ports.taken();
  send(postAnswer([result], style));
}

function takeQueued(world: World, row: PostRow, { source, lead }: ReturnType<typeof givenOf>): PostResult {
  if (row.detail !== '') {
    return refused(row.post_id, { type: RESPONSE_TYPES[row.response_type] ?? 'Data_Errors', detail: row.detail });
  }
  const posted = { postId: row.post_id, kind: row.kind as InsertKind, source, lead, queued: true };
  const checked = checkPost(world, posted);
  return isRefusal(checked) ? refused(row.post_id, checked) : keepLead(world, posted, checked);
}
