import { parseExactly } from '../json-elements.ts';
import { looksLikePage } from '../lead-answer.ts';
import { DEEPEST } from '../outline.ts';
import { readXml } from '../read-xml.ts';
import { outlineXml } from '../xml-outline.ts';

/** The content of an answer: one or several objects; or why it can't be parsed. */
export type AnswerBody =
  | { readonly is: 'objects'; readonly objects: readonly object[]; readonly listed: boolean }
  | { readonly is: 'empty' | 'page' | 'text' | 'cut' };

/** Parses a body by its content, regardless of its content type. The document's malformed examples can be parsed too. */
export function readAnswerBody(body: string): AnswerBody {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return { is: 'empty' };
  if (/^[{["]/.test(text)) return readJsonBody(text);
  if (looksLikePage(text)) return { is: 'page' };
  return text.startsWith('<') ? readXmlBody(text) : { is: 'text' };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readJsonBody(text: string): AnswerBody {
  if (nestsTooDeep(text)) return { is: 'text' };
  let value = parseExactly(text) ?? parseExactly(withoutStrayQuotes(text));
  // JSON inside a JSON string, as a framework writes it if the answer was a text.
  if (typeof value === 'string' && /^\s*[{[]/.test(value) && !nestsTooDeep(value)) value = parseExactly(value);
  if (value === undefined) return { is: /[}\]]$/.test(text) ? 'text' : 'cut' };
  if (isObject(value)) return { is: 'objects', objects: [value], listed: false };
  if (!Array.isArray(value) || !value.every(isObject)) return { is: 'text' };
  return { is: 'objects', objects: value, listed: true };
}

/** Brackets inside texts count too, so the result may only be too high. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 123 || sign === 91) depth++;
    else if (sign === 125 || sign === 93) depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/**
 * `"AgentPhone": "7025551212""` in the example: a quote after the end of a string, where only a comma or bracket may be. It takes linear
 * time.
 */
function withoutStrayQuotes(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*(?:"|$))("(?=\s*[,}\]]))?/gs, '$1');
}

function readXmlBody(text: string): AnswerBody {
  let sound = text;
  let outline = outlineXml(sound);
  if ('fault' in outline) {
    sound = withTagsClosed(text);
    outline = outlineXml(sound);
  }
  if ('fault' in outline) return { is: outline.fault.startsWith('it breaks off') ? 'cut' : 'text' };
  if (outline.whole.depth > DEEPEST) return { is: 'text' };
  let root: unknown;
  try {
    root = Object.values(readXml(sound, new Set()))[0];
  } catch {
    // It is not XML even after the corrections, and is shown as received.
    return { is: 'text' };
  }
  // XML or JSON inside a <string>, as a framework writes it if the answer was a text.
  if (typeof root === 'string' && /^(?:\w+:)?string$/i.test(outline.root) && /^\s*[<{[]/.test(root)) {
    const inner = readAnswerBody(root);
    return inner.is === 'objects' ? inner : { is: 'text' };
  }
  const several = outline.children.length > 0 && outline.children.every(({ name }) => /Response$/i.test(name));
  if (!several && !/^(?:\w+:)?ArrayOf/i.test(outline.root)) {
    return isObject(root) ? { is: 'objects', objects: [root], listed: false } : { is: 'text' };
  }
  const items = isObject(root) ? Object.values(root).flat() : [];
  return items.every(isObject) ? { is: 'objects', objects: items, listed: true } : { is: 'text' };
}

const TAGS =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(\/?)([A-Za-z_][\w:.-]*)(?:\s(?:[^<>"']|"[^<"]*"|'[^<']*')*)?>/g;

/**
 * Closes what the document's examples leave open: `</ClientInfos>` of a transfer, and the `PostID` of a redirect that is closed by another
 * tag. A missing end is not added, because such an answer was truncated.
 */
function withTagsClosed(text: string): string {
  const open: string[] = [];
  return text.replace(TAGS, (tag, slash: string | undefined, name: string | undefined) => {
    if (name === undefined || tag.endsWith('/>')) return tag;
    if (slash !== '/') {
      open.push(name);
      return tag;
    }
    const at = open.lastIndexOf(name);
    if (at < 0) {
      const innermost = open.length > 1 ? open.pop() : undefined;
      return innermost === undefined ? tag : `</${innermost}>`;
    }
    return open
      .splice(at)
      .reverse()
      .map((one) => `</${one}>`)
      .join('');
  });
}
