import { LEAD_FIELDS, type LeadFieldName } from '../../../src-preload/contract/mapping.ts';
import { fullNameHeader } from './full-name.ts';
import { headerWords } from './header-words.ts';
import { SYNONYMS } from './synonyms.ts';

/** What a header alone says about its column. */
export interface HeaderName {
  readonly field: LeadFieldName;
  /** 0 to 1. */
  readonly score: number;
  readonly why: string;
  /** The header has unknown words besides the field's name, so that the cells must confirm it. */
  readonly needsProof: boolean;
}

const byName = new Map<string, { field: LeadFieldName; own: boolean }>();
for (const field of LEAD_FIELDS) byName.set(field.replaceAll('_', ''), { field, own: true });
for (const field of LEAD_FIELDS) {
  for (const name of SYNONYMS[field].split(' ')) if (!byName.has(name)) byName.set(name, { field, own: false });
}

const listed = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Names that only mean a field alone. With other words (“Policy Number”, “Staff Name”) they mean nothing. */
const ALONE_ONLY = listed(
  'number numero code name main home id last first middle initial show security reference unit sex st dial ph mi cp nom ' +
    'land agent rep uuid region prefix contactid customerid clientid accountid handy town born pays territory score priority ' +
    'rating ranking source title suite territory titel nummer priorita',
);

/** Words that don't change the meaning of a field's name. */
const NEUTRAL = listed(
  'customer client contact lead primary main home personal private privat mobile cell cellular work business person prospect ' +
    'applicant patient member student insured homeowner mailing billing property shipping residence residential current your the ' +
    'my user best preferred full value address addr adresse direccion legal us usa american no nr num number numero digits only ' +
    'format required optional mm dd yyyy yy m d y what is are please enter provide to reach you at for a of and or on in field new ' +
    'evening day daytime night land line landline telephone phone tel text default raw original clean cleaned formatted e164 national ' +
    'del de la el cliente kunde kunden und hausnummer du des di da do das contacto domicilio principal particular postal given ' +
    'consumer buyer seller caller participant guest attendee registrant subscriber donor voter tenant owners physical 1 10 11 ' +
    'columna spalte input answer response question data info information details detail line',
);

/** Words that make a header mean something other than the field it names: another person, another thing, or a fact about it. */
const ANOTHER_THING = listed(
  'type typ tipo label kind date datum fecha time timestamp status valid validity verified validated verification flag count counts ' +
    'opt optin optout consent ip ext extension bank score rating rank carrier provider network hash hashed md5 sha256 sha sms ' +
    'fax telefax pager telex tty tdd isdn radio url link website web page landing form campaign ad adset ads utm creative device platform ' +
    'company business employer organization organisation org firm firma account corporate hq office branch school facility hospital clinic store dealer ' +
    'spouse partner husband wife coborrower coapplicant cosigner co second emergency kin parent mother father guardian child reference ' +
    'referrer referral referred referring relative beneficiary assistant manager supervisor staff employee recruiter created modified updated ' +
    'deleted added creator imported last previous prev former old birth birthplace phonetic yomi maiden nickname nick display ' +
    'alias short suffix initials file dnc litigator donotcall suppress suppressed duplicate error reason note subject score login password username ' +
    'vendor publisher seller broker attorney lawyer doctor physician insurance policy loan credit debt income price amount balance ' +
    'agent rep salesperson bounced unsubscribed subscribed marketing newsletter preference language timezone zone gmt utc latitude longitude lat lng long ' +
    'interested interest wanted desired target destination origin call calls called caller attempts duration recording',
);

const DIGITS = /^\d+$/;

/** Splits a name written as one word (“customerphonenumber”), if every part of it is known. */
function unglued(word: string): string[] | undefined {
  if (byName.has(word)) return [word];
  for (const start of NEUTRAL) {
    if (start.length < 4 || !word.startsWith(start) || start.length === word.length) continue;
    const rest = unglued(word.slice(start.length));
    if (rest) return [start, ...rest];
  }
  return undefined;
}

/** The field that words of a header name. Of several it is the last one, as usual in English (“Address 1 - City”). */
function inside(words: readonly string[]): { field: LeadFieldName; others: string[] } | undefined {
  for (let to = words.length; to > 0; to--) {
    for (let from = 0; from < to; from++) {
      const spelt = words.slice(from, to).join('');
      const known = byName.get(spelt);
      if (!known || DIGITS.test(words[from] ?? '')) continue;
      if (ALONE_ONLY.has(spelt) && to - from === 1) continue;
      return { field: known.field, others: [...words.slice(0, from), ...words.slice(to)] };
    }
  }
  return undefined;
}

/** What a header says, by whole words; undefined if it names no field or something else. */
export function headerName(header: string): HeaderName | undefined {
  const words = headerWords(header);
  const name = words.join('');
  if (name === '') return undefined;
  const shown = `“${header.trim()}”`;
  const exact = byName.get(name);
  if (exact?.own) return { field: exact.field, score: 1, why: 'named as in the dialer', needsProof: false };
  if (exact) return { field: exact.field, score: 0.95, why: `${shown} is a usual name for it`, needsProof: false };
  if (fullNameHeader(header) !== undefined) return undefined;
  // A number that distinguishes columns with the same name, as in “Phone (2)”.
  const apart = words.length > 1 && DIGITS.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  const numbered = apart !== words && byName.get(apart.join(''));
  if (numbered)
    return { field: numbered.field, score: 0.75, why: `${shown} is a usual name for it`, needsProof: false };
  const found = inside(words.length === 1 ? (unglued(name) ?? words) : words);
  if (!found) return undefined;
  if (found.others.some((word) => ANOTHER_THING.has(word) && !NEUTRAL.has(word))) return undefined;
  const unknown = found.others.filter((word) => !NEUTRAL.has(word) && !DIGITS.test(word));
  const score = unknown.length > 0 ? 0.55 : found.others.some((word) => DIGITS.test(word)) ? 0.65 : 0.7;
  return { field: found.field, score, why: `${shown} holds a usual name for it`, needsProof: unknown.length > 0 };
}

/** Whether a header is about another person or thing. Then its cells alone prove nothing. */
export const namesAnotherThing = (header: string): boolean =>
  headerWords(header).some((word) => ANOTHER_THING.has(word) && !NEUTRAL.has(word));

/** The phone field that a header names. Digits alone are not enough to dial, because they can be the number of a policy or an account. */
export function phoneFieldOf(header: string): LeadFieldName | undefined {
  const field = headerName(header)?.field;
  return field === 'phone_number' || field === 'alt_phone' || field === 'multi_alt_phones' ? field : undefined;
}
