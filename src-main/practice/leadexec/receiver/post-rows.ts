import type { PostRow } from '../store.ts';
import type { AnswerFormat, BodyFormat, CallKind } from './addresses.ts';
import type { GivenLead, GivenRequest } from './read-request.ts';

/** A parsed request, with the data in its path and content type. */
export interface ReadCall {
  readonly requestId: string;
  readonly kind: CallKind;
  readonly body: BodyFormat;
  readonly format: AnswerFormat;
  readonly queued: boolean;
  readonly given: GivenRequest;
}

/** The result for a lead, for the ledger. */
export type Outcome = Pick<PostRow, 'state' | 'response_type' | 'detail' | 'lead_uid'>;

/** The ledger's row for one lead of a request. The password is not stored. */
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

/** Parses what a row has stored of its request. */
export function givenOf({ given }: Pick<PostRow, 'given'>): {
  readonly source: ReadonlyMap<string, string>;
  readonly lead: GivenLead;
} {
  const { fields, properties, source } = JSON.parse(given) as { fields: Pairs; properties: Pairs; source: Pairs };
  return { source: new Map(source), lead: { fields: new Map(fields), properties: new Map(properties) } };
}
