import type { DoNotCallSense } from '../../../src-preload/contract/mapping.ts';
import { headerWords, holdsWords } from './header-words.ts';

/**
 * What a cell says about calling. `doubtful` is an empty cell among cells that give consent, or a no that has two possible meanings.
 * `unclear` is a value that can't be interpreted, which counts as do-not-call until a person has looked at it.
 */
export type MayCall = 'call' | 'do-not-call' | 'doubtful' | 'unclear';

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const DO_NOT_CALL = listed(
  'dnc dncl ndnc dnd donotcall donotcontact donotphone donotdial donottelephone donotsolicit donotdisturb dontcall dontcontact nocall nocalls ' +
    'nocontact nevercall litigator litigators litigant litigious islitigator optout optedout optouts optsout unsubscribe unsubscribed ' +
    'blacklist blacklisted blocklist blocklisted blocked suppress suppressed suppression callsuppressed ' +
    'nollamar nocontactar nichtanrufen werbesperre anrufsperre telefonsperre robinson robinsonliste bloctel nepasappeler naoligar',
);
const MAY_CALL = listed(
  'oktocall okaytocall okcall callok oktocontact okaytocontact okcontact callable contactable dialable cancall maycall cancontact ' +
    'maycontact allowcall allowcalls callallowed callsallowed allowedtocall contactallowed callpermission permissiontocall phonepermission ' +
    'permissiontocontact contactpermission consent consented consentgiven callconsent consenttocall phoneconsent consenttocontact tcpaconsent ' +
    'hasconsent optin optedin calloptin phoneoptin safetocall cleantocall callpermitted permittedtocall tcpaoptin agreedtocall consentimiento ' +
    'einwilligung consentement',
);

/**
 * With one of these words a column is about another way to contact a person, or about when and where consent was given, and not about
 * calls.
 */
const NOT_ABOUT_CALLS = listed(
  'email mail sms text texting fax newsletter post postal letter mms whatsapp chat push ip url link website web page language lang version ' +
    'timestamp time wording copy user agent id source by scrub scrubbed checked last cleared washed expires expiry count attempts',
);

/** Columns in which “DNC” is one of several values. */
const STATUS = listed(
  'status leadstatus disposition dispo calldisposition lastdisposition leaddisposition outcome calloutcome callresult lastcallresult ' +
    'callstatus contactstatus phonestatus statuscode tags tag',
);

/**
 * Whether a column says by its name which rows must not be called (“Do Not Call”, “DNC”, “Litigator”, “Opted out”), or which may be called
 * (“OK to call”, “Consent”). “TCPA” alone can mean either. A status or disposition only counts by its words (“DNC”).
 */
export function doNotCallSense(header: string): DoNotCallSense | undefined {
  const words = headerWords(header).filter((word) => word !== 'is');
  const bare = words.filter((word) => word !== 'has' && word !== 'phone' && word !== 'the');
  if (words.some((word) => NOT_ABOUT_CALLS.has(word))) return undefined;
  if (holdsWords(words, (name) => DO_NOT_CALL.has(name)) || holdsWords(bare, (name) => DO_NOT_CALL.has(name))) {
    // “Not on DNC”
    return words.includes('not') && !/donot/.test(words.join('')) ? 'yes-is-call' : 'yes-is-do-not-call';
  }
  if (holdsWords(words, (name) => MAY_CALL.has(name)) || holdsWords(bare, (name) => MAY_CALL.has(name))) {
    if (words.some((word) => word === 'no' || word === 'not' || word === 'without' || word === 'revoked')) {
      return 'yes-is-do-not-call';
    }
    return words.some((word) => word === 'date' || word === 'at') ? undefined : 'yes-is-call';
  }
  if (words.join('') === 'tcpa' || words.join('') === 'tcpastatus') return 'either';
  return STATUS.has(words.join('')) ? 'words-alone' : undefined;
}

const NOTHING =
  /^(?:|-+|\.|n\/?a|none|null|nil|\\n|#n\/a|\(null\)|\(blank\)|unknown|0000-00-00.*|0?0[/.]0?0[/.]0000)$/i;
const YES =
  /^(?:true|yes|y|1|-1|1\.0|x|✓|✔|☑|on|t|s[ií]|s|ja|j|oui|o|v|wahr|vrai|verdadero|checked|selected|positive|flagged|hit|match|matched|found)$/i;
const NO =
  /^(?:false|no|n|0|0\.0|off|f|nein|non|não|nao|falsch|faux|falso|☐|unchecked|negative|not found|no match|no hit)$/i;
const NEVER =
  /\b(?:dnc|do[\s-]*not[\s-]*(?:call|contact|phone|dial)|don['’]?t call|no calls?|litigator|litigious|tcpa|opt(?:ed)?[\s-]*out|unsubscribed?|blocked|blacklist(?:ed)?|suppress(?:ed)?|federal|national|internal|state|withdrawn|revoked|denied|declined|refused|prohibited|stop|removed?)\b/i;
const MAY =
  /^(?:ok(?:ay)?|clean|clear|good|safe|pass(?:ed)?|callable|call|ok(?:ay)? to call|may call|can call|allow(?:ed)?|opt(?:ed)?[\s-]*in|subscribed|not (?:on )?(?:the )?(?:dnc|list|listed|found)|(?:no|non)[\s-]?(?:dnc|litigator)|granted|given|agreed|consented|permitted|active|not a litigator)$/i;
const DATE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{8})(?:[T\s].*)?$/;

/** Status values for people who must not be called, including the dialer's own. */
const STATUS_NEVER =
  /^(?:dnc[lc]?|do[\s_-]*not[\s_-]*(?:call|contact)|don['’]?t call|litigator|opted[\s_-]*out|unsubscribed)$/i;

/** What a cell of a column about calling says. A date in it is the day on which that was declared. */
export function mayCall(cell: string, sense: DoNotCallSense): MayCall {
  const value = cell.trim();
  if (sense === 'words-alone') return STATUS_NEVER.test(value) ? 'do-not-call' : 'call';
  if (NOTHING.test(value)) return sense === 'yes-is-call' ? 'doubtful' : 'call';
  if (NO.test(value)) return sense === 'either' ? 'doubtful' : sense === 'yes-is-call' ? 'do-not-call' : 'call';
  if (YES.test(value) || DATE.test(value)) return sense === 'yes-is-call' ? 'call' : 'do-not-call';
  if (MAY.test(value)) return 'call';
  // “Yes - federal”, “No (checked in May)”
  const first = /^(?:yes|true|y)\b/i.test(value) ? 'yes' : /^(?:no|false|n)\b(?!\s*calls?\b)/i.test(value) ? 'no' : '';
  if (first !== '') return mayCall(first, sense);
  return NEVER.test(value) ? 'do-not-call' : 'unclear';
}

/** Whether a column's cells can be such values. A text that was shown to people (“By clicking you agree …”) can't. */
export function canSayMayCall(samples: readonly string[], sense: DoNotCallSense): boolean {
  if (sense === 'yes-is-do-not-call' || sense === 'words-alone') return true;
  return samples.filter((value) => mayCall(value, sense) !== 'unclear').length * 2 >= samples.length;
}

/** The words of a header without those about calling: in “Mobile 1 DNC”, the phone that the column is about. */
export const phoneItIsAbout = (header: string): string =>
  headerWords(header)
    .filter(
      (word) =>
        !DO_NOT_CALL.has(word) &&
        !['status', 'flag', 'do', 'not', 'call', 'is', 'on', 'list', 'litigator'].includes(word),
    )
    .join(' ');
