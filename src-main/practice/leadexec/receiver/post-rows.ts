import type { PostRow } from '../store.ts';
import type { AnswerFormat, BodyFormat, CallKind } from './addresses.ts';
import type { GivenLead, GivenRequest } from './read-request.ts';

/** A request that was read, with what its path and content type say of it. */
export interface ReadCall {
  readonly requestId: string;
  readonly kind: CallKind;
  readonly body: BodyFormat;
  readonly format: AnswerFormat;
  readonly queued: boolean;
  readonly given: GivenRequest;
}

/** What became of a lead, for the ledger. */
export type Outcome = Pick<PostRow, 'state' | 'response_type' | 'detail' | 'lead_uid'>;

/** The row of one lead of a request in the ledger. The password is not kept. */
export function postRow(call: ReadCall, postId: string, lead: GivenLead, now: number, outcome: Outcome): PostRow {
  const { source } = call.given;
  const of = (name: string) => source.get(name) ?? '';
  const kept = {
    fields: [...lead.fields],
    properties: [...lead.properties],
    source: [...source].filter(([name]) => name !== 'password'),
  };
  return {
    post_id: postId,
    request_id: call.requestId,
    at: now,
    kind: call.kind,
    body: call.body,
    answer: call.format,
    queued: call.queued ? 1 : 0,
    vid: of('vid'),
    lid: of('lid'),
    aid: of('aid'),
    reference: lead.properties.get('reference') ?? '',
    order_id: of('orderid'),
    return_url: of('returnurl'),
    given: JSON.stringify(kept),
    ...outcome,
  };
}

type Pairs = [string, string][];

/** Reads back what a row has kept of its request. */
export function givenOf({ given }: Pick<PostRow, 'given'>): {
  readonly source: ReadonlyMap<string, string>;
  readonly lead: GivenLead;
} {
  const { fields, properties, source } = JSON.parse(given) as { fields: Pairs; properties: Pairs; source: Pairs };
  return { source: new Map(source), lead: { fields: new Map(fields), properties: new Map(properties) } };
}
