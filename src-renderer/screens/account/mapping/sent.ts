import type { LeadField } from '../criteria/criterion.ts';
import { type FieldSetting, fieldTypeOf, mappingsOf, staying } from './settings.ts';

// What a method would send for a lead, as far as the document says. A format, an expression, or a value that LeadExec fills in is only
// named.

/** A lead's values by the name of their field. */
export type LeadValues = Readonly<Record<string, string>>;

/** A value that would be sent, or the reason why it is unknown here. */
export type Sent =
  | { readonly is: 'value'; readonly text: string; readonly note: string | null }
  | { readonly is: 'unknown'; readonly why: string };

/** The properties of a method that determine what it sends. */
export interface SendingMethod {
  /** The documented name of `delivery_type`. */
  readonly type: string;
  readonly address: string;
  /** The XML or JSON schema. */
  readonly schema: string;
  readonly emailTo: string;
  readonly emailSubject: string;
  readonly emailTemplate: string;
}

const unknownValue = (why: string): Sent => ({ is: 'unknown', why });

/** The value sent for one setting. */
export function sentFor(setting: FieldSetting, lead: LeadValues, fields: readonly LeadField[]): Sent {
  const type = fieldTypeOf(setting);
  if (type === 'Static Value') return { is: 'value', text: setting.Value ?? '', note: noteOf(setting, null) };
  if (type !== 'Lead Field')
    return unknownValue(
      type === null ? `${setting.FieldType ?? 'no type'}, not documented` : `${type}: filled by LeadExec`,
    );
  const field = fields.find(({ id }) => id === Number(setting.LeadFieldUID));
  if (field === undefined)
    return unknownValue(
      fields.length === 0 ? `field ${setting.LeadFieldUID ?? ''}, not read yet` : 'no such lead field',
    );
  const own = lead[field.name] ?? '';
  const mapping = setting.hasMap
    ? staying(mappingsOf(setting)).find((one) => (one.FieldValue ?? '').toLowerCase() === own.toLowerCase())
    : undefined;
  return {
    is: 'value',
    text: mapping === undefined ? own : (mapping.DeliveryValue ?? ''),
    note: noteOf(setting, mapping === undefined ? null : own),
  };
}

function noteOf({ Format }: FieldSetting, mappedFrom: string | null): string | null {
  const notes = [
    ...(mappedFrom === null ? [] : [`mapped from ${mappedFrom === '' ? 'an empty value' : mappedFrom}`]),
    ...(Format === null || Format === '' ? [] : [`then formatted ${Format}`]),
  ];
  return notes.length === 0 ? null : notes.join(', ');
}

/** A request or message as it would be sent, line by line. */
export interface Preview {
  /** The destination: "POST https://…", "Email to …". */
  readonly head: string;
  readonly body: string;
  /** What is uncertain about it. */
  readonly notes: readonly string[];
}

const shown = (sent: Sent): string => (sent.is === 'value' ? sent.text : `‹${sent.why}›`);

/** Replaces placeholders such as `[FirstName]` in a schema or template, by values of the lead and the settings. */
function filled(template: string, lead: LeadValues, sent: ReadonlyMap<string, Sent>): string {
  return template.replace(/\[([^[\]\n]{1,80})\]/g, (mark, name: string) => {
    const key = Object.keys(lead).find((one) => one.toLowerCase() === name.toLowerCase());
    if (key !== undefined) return lead[key] ?? '';
    const setting = sent.get(name.toLowerCase());
    return setting === undefined ? mark : shown(setting);
  });
}

/** What a method would send for a lead. */
export function preview(
  method: SendingMethod,
  settings: readonly FieldSetting[],
  { lead, fields }: { readonly lead: LeadValues; readonly fields: readonly LeadField[] },
): Preview {
  const rows = staying(settings).map((setting) => ({
    name: setting.FieldName ?? '',
    sent: sentFor(setting, lead, fields),
  }));
  const byName = new Map(rows.map(({ name, sent }) => [name.toLowerCase(), sent]));
  const pairs = rows.map(({ name, sent }) => `${name}=${shown(sent)}`);
  const notes = rows.some(({ sent }) => sent.is === 'unknown') ? ['Values in ‹ › are filled in by LeadExec.'] : [];
  const marks =
    'Placeholders such as [FirstName] are filled as Trunkline understands them; the document doesn’t describe them.';
  switch (method.type) {
    case 'HTTP GET': {
      const query = rows.map(
        ({ name, sent }) =>
          `${encodeURIComponent(name)}=${sent.is === 'value' ? encodeURIComponent(sent.text) : shown(sent)}`,
      );
      const joined = query.length === 0 ? '' : `${method.address.includes('?') ? '&' : '?'}${query.join('&')}`;
      return { head: 'GET', body: `${method.address}${joined}`, notes };
    }
    case 'XML / JSON':
    case 'SOAP':
      return { head: `POST ${method.address}`, body: filled(method.schema, lead, byName), notes: [...notes, marks] };
    case 'E-Mail':
    case 'CSV Attachment':
    case 'Batch Email File Delivery':
    case 'SMS Notification': {
      const subject = filled(method.emailSubject, lead, byName);
      const text = method.emailTemplate === '' ? pairs.join('\n') : filled(method.emailTemplate, lead, byName);
      return {
        head: `To ${method.emailTo}${subject === '' ? '' : `: ${subject}`}`,
        body: text,
        notes: [...notes, marks],
      };
    }
    default:
      return { head: method.address === '' ? method.type : `POST ${method.address}`, body: pairs.join('\n'), notes };
  }
}
