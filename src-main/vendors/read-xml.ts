import { XMLParser } from 'fast-xml-parser';

/** The content of an XML element: its text, or its children by name; repeated ones are a list. */
export type XmlValue = string | XmlObject | readonly XmlValue[];
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

/**
 * Names that fast-xml-parser refuses or renames are read with this prefix. The objects built here have no prototype that could be changed.
 */
const GUARDED = 'x\u00b7';
const NEEDS_GUARD = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes XML's five entities and numeric ones. Anything else is unchanged. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole;
    const point = hex !== undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

const nothing = (): void => {};
/** It has no state: entities that a document declares are ignored. */
const decoder = {
  decode: decodeEntities,
  reset: nothing,
  setXmlVersion: nothing,
  addInputEntities: nothing,
  setExternalEntities: nothing,
};

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  jPath: false,
  maxNestedTags: 64,
  entityDecoder: decoder,
  transformTagName: (name) => (NEEDS_GUARD.has(name) ? GUARDED + name : name),
});

/**
 * Parses elements whose nesting was checked (`outlineXml`). Texts stay texts, including ZIP 07030 and +1 555. Attributes are left out,
 * because none of the documents has any. Names in `lists` are lists even if they occur once.
 * @throws Error of fast-xml-parser, for what it can't parse
 */
export function readXml(xml: string, lists: ReadonlySet<string>): XmlObject {
  const nodes: unknown = parser.parse(xml);
  return objectOf(Array.isArray(nodes) ? nodes : [], lists);
}

function objectOf(nodes: readonly unknown[], lists: ReadonlySet<string>): XmlObject {
  const object = Object.create(null) as Record<string, XmlValue>;
  for (const node of nodes) {
    for (const tag of Object.keys(Object(node))) {
      if (tag === '#text') continue;
      const inner = (node as Record<string, unknown>)[tag];
      if (!Array.isArray(inner)) continue;
      const name = tag.startsWith(GUARDED) ? tag.slice(GUARDED.length) : tag;
      const value = readNodes(inner, lists);
      const known = object[name];
      if (Array.isArray(known)) (known as XmlValue[]).push(value);
      else if (known !== undefined) object[name] = [known, value];
      else object[name] = lists.has(name) ? [value] : value;
    }
  }
  return object;
}

function readNodes(nodes: readonly unknown[], lists: ReadonlySet<string>): XmlValue {
  let text = '';
  let isLeaf = true;
  for (const node of nodes) {
    const ownText = (node as Record<string, unknown>)['#text'];
    if (typeof ownText === 'string') text += ownText;
    else isLeaf = false;
  }
  return isLeaf ? text : objectOf(nodes, lists);
}
