import type { Chunk } from '../bitmap/chunk.ts';
import { LeadSet } from '../bitmap/lead-set.ts';
import type { LeadBits } from './lead-bits.ts';

/** The leads that have a value. */
export class ValueSet extends LeadSet {
  readonly #from: LeadBits;
  readonly facet: string;
  readonly value: string;

  constructor(bits: LeadBits, facet: string, value: string) {
    super(bits);
    this.#from = bits;
    this.facet = facet;
    this.value = value;
  }

  override chunk(chunk: number): Chunk | null {
    // Looked up each time, because the value may have been added or rolled back since this set was created.
    const entry = this.#from.entry(this.facet, this.value);
    return entry && entry.n > 0 ? this.#from.chunk(entry.id, chunk) : null;
  }

  override last(): number {
    const entry = this.#from.entry(this.facet, this.value);
    return entry && entry.n > 0 ? this.#from.lastChunk() : -1;
  }

  override size(): number {
    return this.#from.entry(this.facet, this.value)?.n ?? 0;
  }

  protected override total(): number {
    return this.size();
  }
}
