import type { HttpResult } from '../../platform/http-messages.ts';
import { NOTHING_REPORTED, type ReceiverAnswer } from './answer-types.ts';
import type { Asked } from './asked.ts';
import { readEach, readPost, unknown } from './read-post.ts';

/** One of several leads in a post. */
export interface PostedLead {
  readonly reference?: string;
}

/**
 * Parses the answer to a post of several leads, with one result for each lead in order. The document doesn't say how answers are assigned
 * to leads. Returned references prove it. Without them, as many answers as leads prove what all have in common: either all are accepted,
 * with identifiers that increase because leads are processed in order, or all are refused in the same way. Every other lead is unknown and
 * never guessed.
 */
export function readSeveral(
  result: HttpResult,
  asked: Asked,
  leads: readonly PostedLead[],
  now = Date.now(),
): ReceiverAnswer[] {
  if (leads.length === 1) return [readPost(result, asked, now)];
  const read = readEach(result, asked, now);
  if ('whole' in read) return leads.map(() => read.whole);
  const { each, line } = read;
  const answers = each.map(({ answer }) => answer);
  if (each.some(({ reference }) => reference !== '')) {
    return leads.map((lead) => byReference(lead, leads, each) ?? unmatched(answers, leads.length, line));
  }
  if (answers.length === leads.length && isProved(answers)) return answers;
  return leads.map(() => unmatched(answers, leads.length, line));
}

/** The answer with this lead's reference, if exactly one lead and one answer have it. */
function byReference(
  { reference = '' }: PostedLead,
  leads: readonly PostedLead[],
  each: readonly { readonly answer: ReceiverAnswer; readonly reference: string }[],
): ReceiverAnswer | undefined {
  const answers = each.filter((one) => one.reference === reference);
  const isOnly = leads.filter((one) => one.reference === reference).length === 1;
  return reference !== '' && isOnly && answers.length === 1 ? answers[0]?.answer : undefined;
}

function isProved(answers: readonly ReceiverAnswer[]): boolean {
  const refusals = new Set(
    answers.map((answer) => (answer.is === 'refused' ? `${answer.refusal} ${answer.words}` : null)),
  );
  if (refusals.size === 1 && !refusals.has(null)) return true;
  return answers.every((answer, at) => {
    const before = answers[at - 1];
    if (answer.is !== 'accepted' || answer.leadId === null) return false;
    return before?.is !== 'accepted' || BigInt(before.leadId ?? 0) < BigInt(answer.leadId);
  });
}

function unmatched(answers: readonly ReceiverAnswer[], leads: number, line: string): ReceiverAnswer {
  const accepted = answers.filter(({ is }) => is === 'accepted').length;
  const refused = answers.filter(({ is }) => is === 'refused').length;
  const given = `${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}`;
  const counted = answers.length === leads ? '' : `The receiver gave ${given} for ${leads} leads. `;
  const sentence = `${counted}${accepted} accepted, ${refused} refused, and nothing in the answer proves which lead is which.`;
  const kind = answers.length === leads ? 'several-unmatched' : 'several-other-count';
  return unknown({ kind, sentence, line, recognised: true }, NOTHING_REPORTED);
}
