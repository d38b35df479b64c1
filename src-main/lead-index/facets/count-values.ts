import { yieldWhenDue } from '../../platform/yielding.ts';
import { type Chunk, toWords } from '../bitmap/chunk.ts';
import { countAnd } from '../bitmap/combine-chunks.ts';
import type { LeadSet } from '../bitmap/lead-set.ts';
import type { LeadBits } from './lead-bits.ts';

/** Counts how many leads of a set have each of these values of a facet, while other work runs in between. */
export async function countValues(
  bits: LeadBits,
  leads: LeadSet,
  facet: string,
  values: readonly string[],
): Promise<number[]> {
  const sums = values.map(() => 0);
  const letIn = yieldWhenDue();
  bits.sync();
  for (let at = 0; at <= leads.last(); at++) {
    const here = leads.chunk(at);
    if (here) {
      // A bitmap, so that each value takes at most one lookup per lead.
      const inside: Chunk = here.words ? here : { n: here.n, words: toWords(here), list: null };
      for (const [i, value] of values.entries()) {
        const entry = bits.entry(facet, value);
        if (entry && entry.n > 0) sums[i] = (sums[i] as number) + countAnd(bits.chunk(entry.id, at), inside);
      }
    }
    const others = letIn();
    if (!others) continue;
    await others;
    // The other work may have written.
    bits.sync();
  }
  return sums;
}
