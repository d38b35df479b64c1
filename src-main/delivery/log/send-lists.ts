import type { ReportedSend } from '../rows/sends.ts';

type Buyer = Omit<ReportedSend, 'price'>;

const FIRST_CAPACITY = 1_024;
const BETWEEN = '\u0000';

/**
 * The sends of each post, in two arrays that all posts share: whom it was sent to, by number, and the price. A post whose sends become more gets
 * another place in them; what it leaves is taken out when the arrays are full.
 */
export class SendLists {
  readonly #numbers = new Map<string, number>();
  readonly #buyers: Buyer[] = [];
  /** By post: where its sends start, and how many they are. */
  #first: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  #count: Uint16Array = new Uint16Array(FIRST_CAPACITY);
  #buyer: Uint32Array = new Uint32Array(FIRST_CAPACITY);
  /** NaN for none. */
  #price: Float64Array = new Float64Array(FIRST_CAPACITY);
  #end = 0;
  #left = 0;

  set(id: number, sends: readonly ReportedSend[]): void {
    if (id >= this.#first.length) {
      this.#first = copied(this.#first, new Uint32Array(grown(this.#first.length, id + 1)));
      this.#count = copied(this.#count, new Uint16Array(this.#first.length));
    }
    const before = this.#count[id] ?? 0;
    if (sends.length > before) {
      this.#left += before;
      this.#count[id] = 0;
      if (this.#end + sends.length > this.#buyer.length) this.#makeRoom(sends.length);
      this.#first[id] = this.#end;
      this.#end += sends.length;
    } else this.#left += before - sends.length;
    this.#count[id] = sends.length;
    const first = this.#first[id] ?? 0;
    for (const [at, send] of sends.entries()) {
      this.#buyer[first + at] = this.#numberOf(send);
      this.#price[first + at] = send.price ?? Number.NaN;
    }
  }

  of(id: number): ReportedSend[] {
    const first = this.#first[id] ?? 0;
    const sends: ReportedSend[] = [];
    for (let at = first; at < first + (this.#count[id] ?? 0); at++) {
      const buyer = this.#buyers[this.#buyer[at] ?? 0];
      const price = this.#price[at] ?? Number.NaN;
      if (buyer === undefined) continue;
      const { clientUid, client, valid } = buyer;
      sends.push({ clientUid, client, valid, price: Number.isNaN(price) ? null : price });
    }
    return sends;
  }

  #numberOf({ clientUid, client, valid }: ReportedSend): number {
    const key = `${clientUid}${BETWEEN}${valid}${BETWEEN}${client}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#buyers.length;
      this.#numbers.set(key, number);
      this.#buyers.push({ clientUid, client, valid });
    }
    return number;
  }

  /** Makes room for more sends, and takes out what posts have left. */
  #makeRoom(more: number): void {
    const kept = this.#end - this.#left;
    const capacity = grown(kept, kept + more);
    const [buyer, price] = [new Uint32Array(capacity), new Float64Array(capacity)];
    if (this.#left === 0) {
      this.#buyer = copied(this.#buyer, buyer);
      this.#price = copied(this.#price, price);
      return;
    }
    let end = 0;
    for (let id = 0; id < this.#count.length; id++) {
      const first = this.#first[id] ?? 0;
      const count = this.#count[id] ?? 0;
      this.#first[id] = end;
      for (let at = first; at < first + count; at++) {
        buyer[end] = this.#buyer[at] ?? 0;
        price[end] = this.#price[at] ?? Number.NaN;
        end += 1;
      }
    }
    this.#buyer = buyer;
    this.#price = price;
    this.#end = end;
    this.#left = 0;
  }
}

const grown = (length: number, needed: number): number => Math.max(needed, Math.ceil(length * 1.5));

function copied<A extends { set(from: A): void }>(from: A, to: A): A {
  to.set(from);
  return to;
}
