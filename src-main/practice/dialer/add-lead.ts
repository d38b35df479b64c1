import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Outcome, renderOutcome, textAnswer } from './answers.ts';
import { checkLead, type Dialer, type Params } from './check-lead.ts';
import { insertLead } from './insert-lead.ts';
import { leadAllInfo } from './lead-all-info.ts';
import { login } from './login.ts';
import { readingFunction } from './reading-functions.ts';

/** The result of a request: the answer, and the lead if one was inserted. */
export interface Served {
  readonly answer: ReturnType<typeof textAnswer>;
  readonly leadId: number | undefined;
}

/**
 * One call of the API (Croco-dial "Load Lead"): login, function, checks, insert. Other requests can run between the checks and the insert,
 * so that two identical ones at the same time are both inserted, as in the real one (`docs/vendors.md`). `lastValue` is the value of the
 * request's last parameter. `stillOpen` says whether the dialer is still running after that pause; if not, nothing is inserted.
 */
export async function serveCall(
  dialer: Dialer,
  params: Params,
  lastValue: string,
  stillOpen: () => boolean,
): Promise<Served | undefined> {
  const { store, behaviour, now } = dialer;
  const entered = login(store, behaviour, params('user'), params('pass'), now);
  if (!entered.ok) return { answer: textAnswer(`${entered.message}\n`), leadId: undefined };
  const called = params('function');
  if (called === 'lead_all_info') return { answer: leadAllInfo(dialer, entered.user, params), leadId: undefined };
  const answer = readingFunction(dialer, entered.user, called, params);
  if (answer !== undefined) return { answer: answer, leadId: undefined };
  if (called !== 'add_lead') {
    return { answer: textAnswer('ERROR: NO FUNCTION SPECIFIED\n'), leadId: undefined };
  }
  const checked = checkLead(dialer, entered.user, params);
  if (checked.kind !== 'checked') return served(checked, dialer);
  if (behaviour.duplicateGapMs > 0) await dialer.wait(behaviour.duplicateGapMs);
  else await nextTurn();
  if (!stillOpen()) return undefined;
  return served(insertLead(dialer, checked, params, lastValue), dialer);
}

function served(outcome: Outcome, { behaviour }: Dialer): Served {
  return {
    answer: renderOutcome(outcome, behaviour),
    leadId: outcome.kind === 'added' ? outcome.leadId : undefined,
  };
}
