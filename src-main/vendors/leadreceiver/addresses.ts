import { vendorUrl } from '../http.ts';

/** Requests that create a lead: general, redirect ×2, with the sends, with the agents, with call details. */
export const INSERT_CALLS = [
  'general',
  'manualredirect',
  'autoredirect',
  'returnsends',
  'transfer',
  'calldata',
] as const;
export type InsertCall = (typeof INSERT_CALLS)[number];
export type ReceiverCall = InsertCall | 'ping' | 'update' | 'duplicate';
export type BodyFormat = 'form' | 'xml' | 'json';
export type AnswerFormat = 'json' | 'xml';

/** What the document specifies for a request. */
interface CallRow {
  /** Below the connection's address, without the response type and `/async`. */
  readonly path: string;
  /** Whether the response type is a part of the path. */
  readonly namesAnswer: boolean;
  readonly bodies: readonly BodyFormat[];
  /** The bodies that may be posted async. */
  readonly asyncBodies: readonly BodyFormat[];
  /** Whether the document requires the campaign (aid). Where it does not, the receiver assigns one. */
  readonly needsCampaign: boolean;
}

const ALL: readonly BodyFormat[] = ['form', 'xml', 'json'];
const NONE: readonly BodyFormat[] = [];
const insert = (name: string, bodies = ALL, asyncBodies = bodies): CallRow => ({
  path: `/processor/insert/${name}`,
  namesAnswer: true,
  bodies,
  asyncBodies,
  needsCampaign: false,
});

/**
 * Every address of the Lead Receiver, version 1, and how a request identifies its sender. A receiver with different ones gets its own
 * table.
 */
export const RECEIVER: {
  readonly calls: Readonly<Record<ReceiverCall, CallRow>>;
  readonly status: Readonly<Record<StatusCall, string>>;
  readonly token: { readonly header: string; readonly before: string };
} = {
  calls: {
    general: insert('general'),
    manualredirect: insert('manualredirect', ['form', 'xml'], NONE),
    autoredirect: insert('autoredirect', ['form', 'xml'], NONE),
    returnsends: insert('returnsends'),
    transfer: insert('transfer'),
    calldata: insert('calldata'),
    ping: { ...insert('ping', ['form', 'json'], ['form']), needsCampaign: true },
    update: { ...insert('', ['form', 'json'], NONE), path: '/processor/update' },
    duplicate: {
      ...{ path: '/processor/duplicate/check', namesAnswer: false, bodies: ['form', 'json'], asyncBodies: NONE },
      needsCampaign: true,
    },
  },
  status: { status: '/information/status', queuestatus: '/information/queuestatus' },
  token: { header: 'authorization', before: 'Bearer ' },
};

export type StatusCall = 'status' | 'queuestatus';

/** The connection's address without a slash at its end. @throws AddressError for one that isn't allowed */
function base(url: string): string {
  const { origin, pathname } = vendorUrl(url);
  return origin + pathname.replace(/\/+$/, '');
}

/** The address of a request. @throws AddressError for a connection's address that isn't allowed */
export function addressOf(url: string, call: ReceiverCall, answer: AnswerFormat, async: boolean): string {
  const { path, namesAnswer } = RECEIVER.calls[call];
  return base(url) + path + (namesAnswer ? `/${answer}` : '') + (async ? '/async' : '');
}

/** "Status URL": the address where the status of a post is requested by its id. @throws AddressError */
export function statusAddress(url: string, postId: string, call: StatusCall = 'queuestatus'): string {
  return `${base(url)}${RECEIVER.status[call]}/${encodeURIComponent(postId)}`;
}

/**
 * The StatusURL from an answer, complete, if it is one of the connection's own status addresses, because no other address is ever
 * requested. Null for every other.
 */
export function ownStatusUrl(url: string, reported: string): string | null {
  const from = `${base(url)}/`;
  const parsed = URL.canParse(reported, from) ? new URL(reported, from) : null;
  if (parsed === null) return null;
  if (parsed.search + parsed.hash + parsed.username + parsed.password !== '') return null;
  const address = parsed.origin + parsed.pathname;
  for (const path of Object.values(RECEIVER.status)) {
    const before = `${base(url)}${path}/`;
    if (address.startsWith(before) && /^[\w.~%-]+$/.test(address.slice(before.length))) return address;
  }
  return null;
}
