import { formEncode } from '../form-encode.ts';
import type { BodyFormat, ReceiverCall } from './addresses.ts';
import { callDate, callInstant } from './call-date.ts';
import { checkFields } from './check-request.ts';
import { type CallDetails, type LeadField, ReceiverRequestError } from './request-types.ts';

/** The parts of a body outside the leads, in the order of the examples. Null ones are left out. */
export interface BodySource {
  readonly vid: number;
  readonly lid: number;
  readonly aid: number | null;
  readonly password: string | null;
  readonly orderId: string | null;
  readonly sendDelayHours: number | null;
  readonly returnUrl: string | null;
}

/** One lead of a body. `leadUid` and `processDelivery` are an update's. */
export interface BodyLead {
  readonly fields: readonly LeadField[];
  readonly reference: string | null;
  readonly noSell: boolean | null;
  readonly call: CallDetails | null;
  readonly leadUid: number | null;
  readonly processDelivery: boolean | null;
}

type Value = string | number | boolean | null | undefined;
type Pairs = readonly (readonly [name: string, value: Value])[];

const given = (pairs: Pairs) => pairs.filter(([, value]) => value !== null && value !== undefined);
const dateOf = (call: CallDetails): string | null => (call.at === undefined ? null : callDate(callInstant(call.at)));

/** A form body ("Create General Lead" and the other form sections): one lead, with everything in one list of parameters. */
export function formBody(source: BodySource, lead: BodyLead): string {
  const { call } = lead;
  const parameters: Pairs = [
    ['vid', source.vid],
    ['lid', source.lid],
    ['aid', source.aid],
    ['password', source.password],
    ['orderid', source.orderId],
    ['lpleaduid', lead.leadUid],
    ['processDelivery', lead.processDelivery],
    ['ivrnumber', call?.ivrNumber],
    ['callduration', call?.durationSeconds],
    ['callresult', call?.result],
    ['calldate', call && dateOf(call)],
    ['returnurl', source.returnUrl],
    ...lead.fields,
  ];
  return given(parameters)
    .map(([name, value]) => `${formEncode(name)}=${formEncode(String(value))}`)
    .join('&');
}

/** An XML body ("Create General Lead XML" and the other XML sections). @throws ReceiverRequestError for what XML can't contain */
export function xmlBody(source: BodySource, leads: readonly BodyLead[]): string {
  const { vid, lid, aid, password, returnUrl } = source;
  const around = attributes([
    ['vid', vid],
    ['lid', lid],
    ['aid', aid],
    ['password', password],
    ['returnurl', returnUrl],
  ]);
  return `<Leads${around}>${leads.map(xmlLead).join('')}</Leads>`;
}

function xmlLead({ fields, reference, call }: BodyLead): string {
  const details: Pairs = call
    ? [
        ['IVRNumber', call.ivrNumber],
        ['CallDuration', call.durationSeconds],
        ['CallResult', call.result],
        ['CallDate', dateOf(call)],
      ]
    : [];
  const elements = given([...details, ...fields]).map(
    ([name, value]) => `<${elementName(name)}>${xmlText(name, value)}</${name}>`,
  );
  return `<Lead${attributes([['reference', reference]])}>${elements.join('')}</Lead>`;
}

const attributes = (pairs: Pairs): string =>
  given(pairs)
    .map(([name, value]) => ` ${name}="${xmlText(name, value)}"`)
    .join('');

/** A name that can be an element's: a letter or underscore, then those, digits, dots and hyphens. */
const ELEMENT = /^(?!xml)[\p{L}_][\p{L}\p{N}_.-]*$/iu;

function elementName(name: string): string {
  if (ELEMENT.test(name)) return name;
  throw new ReceiverRequestError(
    `The field “${name}” can’t be sent as XML: its name isn’t a valid element name. Post as form or JSON.`,
  );
}

/** Checks that fields can have these names in a request of this kind, before there are values. @throws ReceiverRequestError */
export function checkNames(call: ReceiverCall, body: BodyFormat, names: Iterable<string>): void {
  for (const name of names) {
    checkFields(call, body, [[name, '']]);
    if (body === 'xml') elementName(name);
  }
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
/** Characters that XML 1.0 text can't contain in any form (section 2.2). */
const NO_XML = /[^\P{Cc}\t\n\r\x7f-\x9f]|[\ufffe\uffff]/u;

function xmlText(name: string, value: Value): string {
  const text = String(value).toWellFormed();
  const wrong = NO_XML.exec(text)?.[0];
  if (wrong !== undefined) {
    const code = wrong.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new ReceiverRequestError(
      `${name} has a character that XML can’t contain (U+${code}). Remove it, or post as form or JSON.`,
    );
  }
  return text.replace(/[&<>"\t\n\r]/g, (sign) => ESCAPED[sign] ?? sign);
}

/** A JSON body ("Create General Lead JSON" and the other JSON sections). */
export function jsonBody(source: BodySource, leads: readonly BodyLead[]): string {
  const around = jsonObject([
    ['vid', source.vid],
    ['aid', source.aid],
    ['lid', source.lid],
    ['password', source.password],
    ['sendDelay', source.sendDelayHours],
    ['returnURL', source.returnUrl],
  ]);
  return `{"source":${around},"leads":[${leads.map(jsonLead).join(',')}]}`;
}

function jsonLead({ fields, reference, noSell, call, leadUid, processDelivery }: BodyLead): string {
  const properties = jsonObject([
    ['leadUID', leadUid],
    ['processDelivery', processDelivery],
    ['reference', reference],
    ['noSell', noSell],
    ['ivrNumber', call?.ivrNumber],
    ['callDuration', call?.durationSeconds],
    ['callResult', call?.result],
    ['callDate', call && dateOf(call)],
  ]);
  return `{"properties":${properties},"fields":${jsonObject(fields)}}`;
}

/** Written member by member, because a field may have any name, and keeps its position. */
function jsonObject(pairs: Pairs): string {
  const members = given(pairs).map(([name, value]) => {
    const clean = typeof value === 'string' ? value.toWellFormed() : value;
    return `${JSON.stringify(name.toWellFormed())}:${JSON.stringify(clean)}`;
  });
  return `{${members.join(',')}}`;
}
