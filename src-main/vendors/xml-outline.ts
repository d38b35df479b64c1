import { brokenOff, type Fault, type Slice } from './outline.ts';

/** The root of an XML text and the positions of its children. */
export interface XmlOutline {
  readonly root: string;
  /** The whole root element. */
  readonly whole: Slice;
  readonly children: readonly (Slice & { readonly name: string })[];
}

/** A tag at the current position. Quoted attribute values may contain a `>`. */
const TAG =
  /<(\/?)([A-Za-z_:\u0080-\uffff][\w:.\-\u00b7\u0080-\uffff]*)((?:\s(?:[^<>"']|"[^<"]*"|'[^<']*')*)?)>|<([A-Za-z_:][\w:.-]*)\/>/y;
const BLANK = /^\s*$/;

/**
 * Scans an XML text once, without recursion: every tag must close the open one, there is one root, and no DOCTYPE, so that no entities can
 * be declared. The elements themselves are not parsed yet.
 */
export function outlineXml(text: string): XmlOutline | Fault {
  const open: string[] = [];
  const children: (Slice & { name: string })[] = [];
  let root = '';
  let rootFrom = -1;
  let rootTo = -1;
  let child = { from: -1, to: -1, depth: 1, name: '' };
  let deepest = 0;
  let at = 0;
  for (;;) {
    const next = text.indexOf('<', at);
    if (open.length === 0) {
      const between = text.slice(at, next < 0 ? undefined : next);
      if (!BLANK.test(between))
        return { fault: `there is text outside its root element, “${between.trim().slice(0, 60)}”` };
    }
    if (next < 0) break;
    const aside = asideEnd(text, next, open.length > 0);
    if (typeof aside === 'object') return aside;
    if (aside > 0) {
      at = aside;
      continue;
    }
    TAG.lastIndex = next;
    const tag = TAG.exec(text);
    if (!tag)
      return text.indexOf('>', next) < 0
        ? brokenOff(text.length)
        : { fault: `no tag can be read at character ${next + 1}` };
    at = TAG.lastIndex;
    const name = tag[2] ?? tag[4] ?? '';
    const closes = tag[1] === '/';
    const empty = tag[4] !== undefined || (!closes && (tag[3] ?? '').endsWith('/'));
    if (closes) {
      const opened = open.pop();
      if (opened !== name) {
        return {
          fault: `unexpected </${name.slice(0, 60)}>: ${opened ? `<${opened.slice(0, 60)}>` : 'nothing'} is open`,
        };
      }
    } else {
      if (open.length === 0) {
        if (rootFrom >= 0) return { fault: `there is a second root element, <${name.slice(0, 60)}>` };
        [root, rootFrom] = [name, next];
      } else if (open.length === 1) child = { from: next, to: -1, depth: 1, name };
      open.push(name);
      deepest = Math.max(deepest, open.length);
      child.depth = Math.max(child.depth, open.length - 1);
      if (empty) open.pop();
    }
    if (closes || empty) {
      if (open.length === 0) rootTo = at;
      else if (open.length === 1) {
        child.to = at;
        children.push(child);
      }
    }
  }
  if (open.length > 0) return brokenOff(text.length);
  if (rootFrom < 0) return { fault: 'it is empty' };
  return { root, whole: { from: rootFrom, to: rootTo, depth: deepest }, children };
}

/** The end of a comment, CDATA section or processing instruction that starts here; 0 for a tag. */
function asideEnd(text: string, from: number, inside: boolean): number | Fault {
  const second = text.charCodeAt(from + 1);
  if (second === 63) return endOf(text, '?>', from + 2);
  if (second !== 33) return 0;
  if (text.startsWith('<!--', from)) return endOf(text, '-->', from + 4);
  if (text.startsWith('<![CDATA[', from)) {
    return inside ? endOf(text, ']]>', from + 9) : { fault: 'there is a CDATA section outside its root element' };
  }
  if (/^<!DOCTYPE/i.test(text.slice(from, from + 9))) {
    return {
      fault: 'it declares a document type (DOCTYPE), which could hide entities; no answer of this vendor has one',
    };
  }
  return text.length - from < 9 ? brokenOff(text.length) : { fault: `no tag can be read at character ${from + 1}` };
}

function endOf(text: string, mark: string, from: number): number | Fault {
  const at = text.indexOf(mark, from);
  return at < 0 ? brokenOff(text.length) : at + mark.length;
}
