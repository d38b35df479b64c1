import { compactJson, outlineJson, parseJson } from '../json-outline.ts';
import { type Fault, rawOf, type Slice, unfit } from '../outline.ts';
import { readXml } from '../read-xml.ts';
import { outlineXml } from '../xml-outline.ts';
import { REPEATED } from './wire.ts';

/** One element of an answer: what it says, or why it is not read. */
export type Element =
  | { readonly value: unknown; readonly raw: string }
  | { readonly reason: string; readonly raw: string; readonly externalId: string | null };

/**
 * The leads of an answer, whichever format was asked for: what begins with `<` is XML, all else JSON. An answer that is cut or
 * mis-nested anywhere is refused whole; a single element that can't be read does not spoil the others.
 */
export function elementsOf(body: string): readonly Element[] | Fault {
  return /^\s*</.test(body) ? xmlElements(body) : jsonElements(body);
}

function jsonElements(body: string, from = 0, to = body.length): readonly Element[] | Fault {
  const outline = outlineJson(body, from, to);
  switch (outline.kind) {
    case 'fault':
      return outline;
    case 'scalar':
      return { fault: `it is no list of leads, “${body.slice(from, Math.min(to, from + 60)).trim()}”` };
    case 'object': {
      const inner = outline.members.get('leads') ?? outline.members.get('lead') ?? outline.members.get('data');
      if (inner && !outline.members.has('id') && /[[{]/.test(body.charAt(inner.from))) {
        return jsonElements(body, inner.from, inner.to);
      }
      const said = outline.members.get('message') ?? outline.members.get('error');
      if (said && !outline.members.has('id')) {
        return { fault: `it says ${body.slice(said.from, Math.min(said.to, said.from + 200))}` };
      }
      const depth = Math.max(1, ...[...outline.members.values()].map((member) => member.depth + 1));
      return jsonItems(body, [{ from, to, depth }]);
    }
    case 'array':
      return jsonItems(body, outline.items);
  }
}

function jsonItems(body: string, items: readonly Slice[]): readonly Element[] | Fault {
  const elements: Element[] = [];
  for (const [at, slice] of items.entries()) {
    const reason = unfit(slice);
    if (reason) {
      elements.push({ reason, raw: rawOf(body, slice), externalId: idIn(body, slice) });
      continue;
    }
    const text = body.slice(slice.from, slice.to).trim();
    const value = parseJson(text);
    if (value === undefined) return { fault: `its record ${at + 1} of ${items.length} is no JSON` };
    elements.push({ value: withExactId(value, text), raw: compactJson(text) });
  }
  return elements;
}

/** An id too long for a number of JavaScript is taken from the text, digit by digit. */
function withExactId(value: unknown, text: string): unknown {
  if (typeof value !== 'object' || value === null || !('id' in value)) return value;
  if (typeof value.id !== 'number' || Number.isSafeInteger(value.id)) return value;
  const outline = outlineJson(text);
  const slice = outline.kind === 'object' ? outline.members.get('id') : undefined;
  return slice ? { ...value, id: text.slice(slice.from, slice.to) } : value;
}

function xmlElements(body: string): readonly Element[] | Fault {
  const outline = outlineXml(body);
  if ('fault' in outline) return outline;
  if (outline.root === 'lead') return [xmlElement(body, outline.whole)];
  if (outline.root !== 'leads') {
    const { from, to } = outline.whole;
    const words = body
      .slice(from, Math.min(to, from + 2_000))
      .replace(/<[^>]*>?/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return {
      fault: `its root is <${outline.root.slice(0, 60)}> and not <leads>${words === '' ? '' : `; it says “${words.slice(0, 200)}”`}`,
    };
  }
  return outline.children.map((child) =>
    child.name === 'lead'
      ? xmlElement(body, child)
      : {
          reason: `An element <${child.name.slice(0, 60)}> stands where a <lead> was expected.`,
          raw: rawOf(body, child),
          externalId: null,
        },
  );
}

function xmlElement(body: string, slice: Slice): Element {
  const reason = unfit(slice);
  if (reason) return { reason, raw: rawOf(body, slice), externalId: idIn(body, slice) };
  try {
    const { lead } = readXml(body.slice(slice.from, slice.to), REPEATED);
    return { value: lead ?? '', raw: JSON.stringify(lead ?? '') };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { reason: `The record can’t be read: ${words}`, raw: rawOf(body, slice), externalId: idIn(body, slice) };
  }
}

/** The id at the head of a record that is not read, so that the operator can find it at the vendor's. */
function idIn(body: string, { from, to }: Slice): string | null {
  const head = body.slice(from, Math.min(to, from + 2_000));
  const found = /^\{\s*"id"\s*:\s*"?([^\s",}]{1,100})|^<lead\s*>\s*<id>\s*([^\s<]{1,100})\s*<\/id>/.exec(head);
  return found?.[1] ?? found?.[2] ?? null;
}
