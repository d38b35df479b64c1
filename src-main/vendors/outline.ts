/** A part of a text, with its nesting depth (1 means that nothing is nested). */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** What is wrong with a text as a whole, in words for the operator. */
export interface Fault {
  readonly fault: string;
}

/** Deeper than any vendor nests, and shallow enough for every parser. */
export const DEEPEST = 32;
/** The longest record that is parsed, characters. */
export const LONGEST_RECORD = 1_000_000;
/** How much of a record that can't be parsed is stored. */
const RAW_KEPT = 16_000;

/** Why a record is not parsed at all; null if it may be. */
export function unfit(slice: Slice): string | null {
  if (slice.depth > DEEPEST) return `The record is nested more than ${DEEPEST} deep.`;
  const length = slice.to - slice.from;
  return length > LONGEST_RECORD
    ? `The record is ${length} characters long; at most ${LONGEST_RECORD} are read.`
    : null;
}

/** A record as received, truncated, for the list of those that can't be parsed. */
export function rawOf(text: string, { from, to }: Slice): string {
  const kept = text.slice(from, Math.min(to, from + RAW_KEPT)).trim();
  return to - from > RAW_KEPT ? `${kept}… (${to - from} characters)` : kept;
}

export const brokenOff = (length: number): Fault => ({ fault: `it breaks off after ${length} characters` });
