import type { ReportedSend } from '../rows/sends.ts';
import { SendLists } from './send-lists.ts';
import { TextCodes } from './text-codes.ts';

/** A post with its job, in the form in which the log filters it. */
export interface LoggedPost {
  readonly state: string;
  readonly kind: string;
  readonly review: string;
  readonly returnState: string;
  readonly connectionId: number;
  readonly batchId: number;
  readonly campaign: number | null;
  /** Dollars. */
  readonly price: number | null;
  /** The names of the clients that it was sent to, sorted and separated by `BETWEEN_CLIENTS`. */
  readonly clients: string;
  /** When its lead was sold; null if it was not. */
  readonly soldAt: number | null;
  /** Whom it was sent to, as reported. */
  readonly sends: readonly ReportedSend[];
  readonly updatedAt: number;
  readonly reason: string | null;
  /** The words of the receiver's last answer (`answerWords`). */
  readonly answer: string | null;
  /** Its phone; without a phone, the text used in its place. */
  readonly lane: string;
  /** The texts that find it if they match completely: its reference, its email address and the receiver's ids. */
  readonly names: readonly (string | null)[];
}

/** The remainder of a phone number divided by this is its last four digits. */
export const PHONE_END = 10_000;
export const BETWEEN_CLIENTS = '\u0000';
/** The number of names that are stored for each post. */
export const NAMES = 5;
/** The most different reasons, and the most different answers, that are stored for searching. The rows of further ones are read instead. */
const TEXTS_AT_MOST = 20_000;
const FIRST_CAPACITY = 1_024;

/** The columns of the log of posts in memory: arrays indexed by the post's number, about 88 bytes for each post and 12 for each send. */
export class PostColumns {
  readonly states = new TextCodes(250);
  readonly kinds = new TextCodes(250);
  readonly reviews = new TextCodes(250);
  readonly returns = new TextCodes(250);
  readonly clientSets = new TextCodes();
  readonly reasons = new TextCodes(TEXTS_AT_MOST);
  readonly answers = new TextCodes(TEXTS_AT_MOST);

  /** One more than the highest number of a post. */
  end = 0;
  /** 0 for a number without a post in the log. */
  state: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  kind: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  review: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  returnState: Uint8Array = new Uint8Array(FIRST_CAPACITY);
  connection: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  batch: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** NaN for none. */
  campaign: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** NaN for none. */
  price: Float64Array = new Float64Array(FIRST_CAPACITY);
  clients: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** NaN for none. */
  sold: Float64Array = new Float64Array(FIRST_CAPACITY);
  readonly sends = new SendLists();
  /** Seconds since 1970, rounded down. */
  updated: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  reason: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  answer: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** The digits as a number; NaN for none. */
  phone: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** One more than the last four digits; 0 for none. With it few phones have to be divided. */
  phoneEnd: Uint16Array = new Uint16Array(FIRST_CAPACITY);
  /** Hashes of the names, `NAMES` for each post; 0 for none. */
  names: Int32Array = new Int32Array(FIRST_CAPACITY * NAMES);

  set(id: number, post: LoggedPost): void {
    if (id >= this.state.length) this.#grow(id + 1);
    if (id >= this.end) this.end = id + 1;
    this.state[id] = this.states.codeOf(post.state);
    this.kind[id] = this.kinds.codeOf(post.kind);
    this.review[id] = this.reviews.codeOf(post.review);
    this.returnState[id] = this.returns.codeOf(post.returnState);
    this.connection[id] = post.connectionId;
    this.batch[id] = post.batchId;
    this.campaign[id] = post.campaign ?? Number.NaN;
    this.price[id] = post.price ?? Number.NaN;
    this.clients[id] = this.clientSets.codeOf(post.clients);
    this.sold[id] = post.soldAt ?? Number.NaN;
    this.sends.set(id, post.sends);
    this.updated[id] = Math.floor(post.updatedAt / 1000);
    this.reason[id] = this.reasons.codeOf(post.reason);
    this.answer[id] = this.answers.codeOf(post.answer);
    const phone = phoneNumber(post.lane);
    this.phone[id] = phone;
    this.phoneEnd[id] = Number.isNaN(phone) ? 0 : (phone % PHONE_END) + 1;
    for (let at = 0; at < NAMES; at++) this.names[id * NAMES + at] = nameHash(post.names[at] ?? '');
  }

  clear(id: number): void {
    if (id < this.end) this.state[id] = 0;
  }

  #grow(needed: number): void {
    const capacity = Math.max(needed, Math.ceil(this.state.length * 1.5));
    const bytes = (from: Uint8Array) => copied(from, new Uint8Array(capacity));
    const numbers = (from: Uint32Array) => copied(from, new Uint32Array(capacity));
    const reals = (from: Float64Array) => copied(from, new Float64Array(capacity));
    this.state = bytes(this.state);
    this.kind = bytes(this.kind);
    this.review = bytes(this.review);
    this.returnState = bytes(this.returnState);
    this.connection = numbers(this.connection);
    this.batch = numbers(this.batch);
    this.campaign = reals(this.campaign);
    this.price = reals(this.price);
    this.clients = numbers(this.clients);
    this.sold = reals(this.sold);
    this.updated = numbers(this.updated);
    this.reason = numbers(this.reason);
    this.answer = numbers(this.answer);
    this.phone = reals(this.phone);
    this.phoneEnd = copied(this.phoneEnd, new Uint16Array(capacity));
    this.names = copied(this.names, new Int32Array(capacity * NAMES));
  }
}

function copied<A extends { set(from: A): void }>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** The digits of a phone as a number; NaN for anything else. */
export function phoneNumber(phone: string): number {
  const digits = phone.startsWith('+') ? phone.slice(1) : phone;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
}

/** A hash of a name in lower case (FNV-1a, 32 bits); 0 for an empty name. Posts found by it are compared with their rows. */
export function nameHash(name: string): number {
  if (name === '') return 0;
  const small = name.toLowerCase();
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < small.length; at++) hash = Math.imul(hash ^ small.charCodeAt(at), 0x01_00_01_93);
  return hash === 0 ? 1 : hash;
}
