import type { HttpResult } from '../../platform/http-messages.ts';
import { type Asked, brokenAnswer, lineOf, objectsOf, type Unclear } from './asked.ts';
import { Members } from './members.ts';
import { asUtc, readVendorDate } from './vendor-dates.ts';

/** The result of a duplicate check. */
export type DuplicateAnswer =
  | {
      readonly is: 'duplicate';
      /** Only reported for one's own source. */
      readonly leadId: string | null;
      /** When it was received, as received, and the instant if a time without a zone is UTC. */
      readonly receivedOn: string;
      readonly receivedAt: number | null;
      readonly words: string;
    }
  /** `plain` is false if the receiver says more than that there is none: without approval it may always say no. */
  | { readonly is: 'none'; readonly plain: boolean; readonly words: string }
  | ({ readonly is: 'unknown' } & Unclear);

/** Texts that say only that there is no duplicate. */
const NO_DUPLICATE =
  /^(?:(?:this |the )?(?:lead|record|data)? ?(?:is |was |has )?(?:not|no|0)(?: a| an| been| any)?(?: previous| prior| existing)? ?(?:duplicates?|match(?:es)?|record)(?: ?leads?| records?)?(?: (?:was |were |been )?(?:found|detected|received))?|unique(?: lead)?|(?:lead )?is unique|not found|(?:lead )?(?:was |has )?not (?:been )?(?:previously )?received)[.!]?$/i;

/** Reads the answer to "Duplicate Check". */
export function readDuplicate(result: HttpResult, asked: Asked): DuplicateAnswer {
  const members = onlyMembers(result, asked, 'IsDuplicate');
  if (!(members instanceof Members)) return { is: 'unknown', ...members };
  const words = members.words('Response');
  const duplicate = members.flag('IsDuplicate');
  if (duplicate === null) {
    const line = result.kind === 'answer' ? lineOf(result.body, asked) : '';
    const sentence = 'The receiver does not say whether it has the lead.';
    return { is: 'unknown', kind: 'no-verdict', sentence, line, recognised: false };
  }
  if (!duplicate) return { is: 'none', plain: words === '' || NO_DUPLICATE.test(words.trim()), words };
  const receivedOn = members.text('ReceivedOn', 'ReceviedOn');
  const date = readVendorDate(receivedOn);
  const receivedAt = date === null ? null : asUtc(date);
  return { is: 'duplicate', leadId: members.id('DuplicateLeadId'), receivedOn, receivedAt, words };
}

/** The only object of an answer with the deciding member; or why there is none. */
export function onlyMembers(result: HttpResult, asked: Asked, decides: string): Members | Unclear {
  if (result.kind === 'not-sent') {
    return {
      kind: 'not-sent',
      sentence: `The receiver was not reached: ${asked.clean(result.error)}.`,
      line: '',
      recognised: true,
    };
  }
  if (result.kind === 'broken') return brokenAnswer(result, asked);
  const { status, body } = result;
  const line = lineOf(body, asked);
  if (status < 200 || status >= 300) {
    const sentence = `The receiver did not answer the question (HTTP ${status}).`;
    return { kind: `http-${status}`, sentence, line, recognised: true };
  }
  const found = objectsOf(result, asked);
  if (!('objects' in found)) return found;
  const [object] = found.objects;
  const members = object && found.objects.length === 1 ? new Members(object, asked.clean) : null;
  if (members?.has(decides)) return members;
  return {
    kind: 'members',
    sentence: 'The receiver gave an undocumented answer.',
    line,
    recognised: false,
  };
}
