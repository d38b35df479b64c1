import { SaxesParser } from 'saxes';
import { z } from 'zod';
import type { BodyFormat } from './addresses.ts';

/** One lead of a request: its fields by the name as received, and its other data by lower-case name. */
export interface GivenLead {
  readonly fields: ReadonlyMap<string, string>;
  readonly properties: ReadonlyMap<string, string>;
}

export interface GivenRequest {
  /** vid, lid, aid, password, orderid, returnurl, senddelay: by lower-case name. */
  readonly source: ReadonlyMap<string, string>;
  readonly leads: readonly GivenLead[];
}

/** A body that does not match its content type. */
export class Unreadable extends Error {}

const SOURCE = new Set(['vid', 'lid', 'aid', 'password', 'orderid', 'returnurl']);
/** Parameters of a form besides the fields (Create Call Lead, Update Lead). */
const FORM_PROPERTIES = new Set([
  'ivrnumber',
  'callduration',
  'callresult',
  'calldate',
  'lpleaduid',
  'processdelivery',
]);
/** Elements of an XML lead that are not fields (Create Call Lead XML). */
const CALL_ELEMENTS = new Set(['ivrnumber', 'callduration', 'callresult', 'calldate']);

/** The format of a content type. The document calls form bodies `x-www-form-urlencoded`. */
export function formatOf(contentType: string): BodyFormat | undefined {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded' || type === 'x-www-form-urlencoded') return 'form';
  if (type === 'application/xml' || type === 'text/xml') return 'xml';
  return type === 'application/json' ? 'json' : undefined;
}

/**
 * Parses a body. `query` are the parameters of the URL, where the document's tables put those of a form.
 * @throws Unreadable
 */
export function readRequest(format: BodyFormat, body: string, query: URLSearchParams): GivenRequest {
  if (format === 'form') return readForm([...query, ...new URLSearchParams(body)]);
  return format === 'xml' ? readXml(body) : readJson(body);
}

function readForm(pairs: readonly (readonly [string, string])[]): GivenRequest {
  const source = new Map<string, string>();
  const properties = new Map<string, string>();
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase();
    if (SOURCE.has(lower)) source.set(lower, value.trim());
    else if (FORM_PROPERTIES.has(lower)) properties.set(lower, value.trim());
    else fields.set(name, value);
  }
  return { source, leads: [{ fields, properties }] };
}

function readXml(body: string): GivenRequest {
  const source = new Map<string, string>();
  const leads: { fields: Map<string, string>; properties: Map<string, string> }[] = [];
  const path: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  const attributes = (from: Record<string, string>, to: Map<string, string>) => {
    for (const [name, value] of Object.entries(from)) to.set(name.toLowerCase(), value.trim());
  };
  parser.on('error', (error) => {
    throw new Unreadable(`The XML could not be read: ${error.message}`);
  });
  parser.on('opentag', (tag) => {
    path.push(tag.name);
    text = '';
    const given = tag.attributes;
    if (path.length === 1 && tag.name !== 'Leads') throw new Unreadable(`The XML begins with ${tag.name}, not Leads`);
    if (path.length === 1) attributes(given, source);
    if (path.length !== 2 || tag.name !== 'Lead') return;
    const lead = { fields: new Map<string, string>(), properties: new Map<string, string>() };
    attributes(given, lead.properties);
    leads.push(lead);
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('cdata', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    const lead = leads.at(-1);
    if (path.length === 3 && path[1] === 'Lead' && lead !== undefined) {
      if (CALL_ELEMENTS.has(name.toLowerCase())) lead.properties.set(name.toLowerCase(), text.trim());
      else lead.fields.set(name, text);
    }
    path.pop();
    text = '';
  });
  parser.write(body).close();
  return { source, leads };
}

const plain = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));
const jsonBody = z.object({
  source: z.record(z.string(), plain),
  leads: z.array(
    z.object({
      properties: z.record(z.string(), plain).default({}),
      fields: z.record(z.string(), plain).default({}),
    }),
  ),
});

function readJson(body: string): GivenRequest {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch (error) {
    throw new Unreadable(`The JSON could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = jsonBody.safeParse(given);
  if (!read.success) throw new Unreadable(`The JSON is not as documented: ${z.prettifyError(read.error)}`);
  const { source, leads } = read.data;
  return {
    source: lowered(source),
    leads: leads.map(({ properties, fields }) => ({
      properties: lowered(properties),
      fields: new Map(Object.entries(fields)),
    })),
  };
}

const lowered = (record: Readonly<Record<string, string>>) =>
  new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value.trim()]));
