import type { HttpResult } from '../platform/http-messages.ts';
import type { Outcome } from '../queue/types.ts';
import type { Refused } from '../vendors/lead-answer.ts';
import type { CallDefinition } from '../vendors/leadexec/call-definition.ts';
import { type Answer, isPage } from '../vendors/leadexec/read-answer.ts';

type Answered = Extract<HttpResult, { kind: 'answer' }>;

/** The meaning of an answer to a change for its job. */
export function outcomeOf({ section }: CallDefinition, answer: Answer<unknown>, result: Answered): Outcome {
  const line = result.body;
  switch (answer.kind) {
    case 'answer':
      return { to: 'delivered', ref: refOf(answer.value), line, warning: null };
    case 'declined':
      return { to: 'rejected', line, reason: `${section} was refused: ${answer.words.replace(/\.$/, '')}` };
    case 'refused':
      return refusedOutcome(answer, result);
  }
}

/** The vendor's id of what was created, if the answer has it. */
function refOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  const { identifier, ClientTranUID } = value as Readonly<Record<string, unknown>>;
  const id = identifier ?? ClientTranUID ?? null;
  return typeof id === 'number' && id > 0 ? String(id) : null;
}

/** The meaning of an unsuccessful answer to a change or to a read for it. */
export function refusedOutcome({ why, sentence, status }: Refused, result: Answered): Outcome {
  const line = result.body;
  const doubt = (recognised: boolean): Outcome => ({
    ...{ to: 'unknown', line, reason: sentence, kind: `leadexec-${why}` },
    recognised,
  });
  if (isPage(result.body)) return doubt(false);
  if (why === 'login') return { to: 'stopped', line, reason: sentence };
  if (why === 'throttled' && status === 429) return { to: 'throttled', line, retryAfter: result.retryAfter };
  // The vendor received the complete request and refused it; 408 means that it was not complete.
  if (why === 'server' && status !== null && status >= 400 && status < 500 && status !== 408) {
    return { to: 'rejected', line, reason: sentence };
  }
  return doubt(why === 'server' || why === 'throttled');
}
