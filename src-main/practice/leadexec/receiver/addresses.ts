/** Posts that create a lead. */
export const INSERT_KINDS = [
  'general',
  'manualredirect',
  'autoredirect',
  'returnsends',
  'transfer',
  'calldata',
] as const;
export type InsertKind = (typeof INSERT_KINDS)[number];
export type CallKind = InsertKind | 'ping' | 'update' | 'duplicate';

export type BodyFormat = 'form' | 'xml' | 'json';
export type AnswerFormat = 'json' | 'xml';

/** The content of a request's path. */
export type Address =
  | {
      readonly kind: CallKind;
      /** Undefined if the path has none. */
      readonly answer: AnswerFormat | undefined;
      readonly queued: boolean;
    }
  | { readonly kind: 'status'; readonly postId: string };

const ALL: readonly BodyFormat[] = ['form', 'xml', 'json'];

/** The bodies that the document has for each call, and whether it can be async. */
export const CALLS: Readonly<Record<CallKind, { readonly bodies: readonly BodyFormat[]; readonly queues: boolean }>> = {
  general: { bodies: ALL, queues: true },
  manualredirect: { bodies: ['form', 'xml'], queues: false },
  autoredirect: { bodies: ['form', 'xml'], queues: false },
  returnsends: { bodies: ALL, queues: true },
  transfer: { bodies: ALL, queues: true },
  calldata: { bodies: ALL, queues: true },
  ping: { bodies: ['form', 'json'], queues: true },
  update: { bodies: ['form', 'json'], queues: false },
  duplicate: { bodies: ['form', 'json'], queues: false },
};

const INSERT = new RegExp(`^/processor/insert/(${INSERT_KINDS.join('|')}|ping)(?:/(json|xml)(/async)?)?/?$`, 'i');
const UPDATE = /^\/processor\/update(?:\/(json|xml))?\/?$/i;
const DUPLICATE = /^\/processor\/duplicate\/check\/?$/i;
const STATUS = /^\/information\/(?:queuestatus|status)\/([^/]+)\/?$/i;

/** Parses the path of a request; undefined if it is undocumented. */
export function readAddress(path: string): Address | undefined {
  const insert = INSERT.exec(path);
  if (insert !== null) {
    const kind = insert[1]?.toLowerCase() as InsertKind | 'ping';
    const queued = insert[3] !== undefined;
    if (queued && !CALLS[kind].queues) return undefined;
    return { kind, answer: formatOf(insert[2]), queued };
  }
  const update = UPDATE.exec(path);
  if (update !== null) return { kind: 'update', answer: formatOf(update[1]), queued: false };
  if (DUPLICATE.test(path)) return { kind: 'duplicate', answer: undefined, queued: false };
  const postId = STATUS.exec(path)?.[1];
  return postId === undefined ? undefined : { kind: 'status', postId };
}

const formatOf = (text: string | undefined) => text?.toLowerCase() as AnswerFormat | undefined;
