import { XMLValidator } from 'fast-xml-parser';
import { readXml, type XmlValue } from '../../read-xml.ts';

/** An answer's object: values under lower-case names, since the document writes some in two ways. */
export interface Said {
  readonly [name: string]: unknown;
}

/** Elements that hold a list: what they are called in XML. */
const LISTS = new Set(['SendInfo', 'ClientInfo', 'PostResponse']);

/**
 * Reads an answer, JSON or XML as it looks whatever its content type says, into its objects: one, or several of a post of several leads. Null
 * where it is neither, or not whole.
 */
export function readDocument(text: string): Said[] | null {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return readJsonDocument(trimmed);
  return trimmed.startsWith('<') && !/^<(?:!doctype\s+html|html)/i.test(trimmed) ? readXmlDocument(trimmed) : null;
}

function readJsonDocument(text: string): Said[] | null {
  // The document's samples have a phone with a quote too many.
  const value = parsed(text) ?? parsed(text.replace(/(:\s*"[^"\\]*")"(?=\s*[,}\]\r\n])/g, '$1'));
  if (value === null) return null;
  const objects = Array.isArray(value) ? value : [value];
  return objects.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
    ? objects.map(lowered)
    : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function readXmlDocument(text: string): Said[] | null {
  // A document type is in no sample, and could define entities.
  if (/<!DOCTYPE/i.test(text)) return null;
  const mended = withoutSlips(text);
  if (XMLValidator.validate(mended) !== true) return null;
  const root = readXml(mended, LISTS);
  const names = Object.keys(root).filter((name) => name !== '?xml');
  const [name] = names;
  const top = name === undefined ? undefined : root[name];
  if (names.length !== 1 || top === undefined) return null;
  if (name !== undefined && /^ArrayOf/.test(name)) {
    const items = typeof top === 'object' && !Array.isArray(top) ? Object.values(top as Record<string, XmlValue>) : [];
    return items.flatMap((item) => (Array.isArray(item) ? item : [item])).map(asSaid);
  }
  // A list of roots of one name: a document twice in one body.
  if (Array.isArray(top)) return top.length === 1 ? top.map(asSaid) : null;
  return [asSaid(top)];
}

const asSaid = (value: unknown): Said => (typeof value === 'object' && value !== null ? lowered(value) : {});

/** The slips of the document's XML samples: a PostID that another tag closes, ClientInfos that nothing closes. */
function withoutSlips(text: string): string {
  const posted = text.replace(/<PostID>[^<]*<\/isValidPost>/, '');
  if (!/<ClientInfos\s*>/.test(posted) || posted.includes('</ClientInfos>')) return posted;
  return posted.replace(/<\/PostResponse>\s*$/, '</ClientInfos></PostResponse>');
}

/** Names in lower case, nested ones too; XML's lists of `Sends` and `ClientInfos` as plain lists. */
function lowered(value: object): Said {
  const said: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, inner] of Object.entries(value)) said[name.toLowerCase()] = plain(inner);
  return said;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined && /^(?:SendInfo|ClientInfo)$/i.test(only)) {
    const inner = (value as Record<string, unknown>)[only];
    return (Array.isArray(inner) ? inner : [inner]).map(plain);
  }
  return lowered(value);
}
