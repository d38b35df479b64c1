import { type Element, jsonElements } from '../json-elements.ts';
import { type Fault, rawOf, type Slice, unfit } from '../outline.ts';
import { readXml } from '../read-xml.ts';
import { outlineXml } from '../xml-outline.ts';
import { REPEATED } from './wire.ts';

/**
 * The leads of an answer, regardless of the requested format: text that begins with `<` is XML, anything else JSON. An answer that is
 * truncated or wrongly nested is refused as a whole. A single element that can't be parsed doesn't affect the others.
 */
export function elementsOf(body: string): readonly Element[] | Fault {
  if (/^\s*</.test(body)) return xmlElements(body);
  const json = jsonElements(body, ['leads', 'lead', 'data']);
  return 'fault' in json ? json : json.elements;
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
          reason: `An element <${child.name.slice(0, 60)}> was found instead of a <lead>.`,
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

/** The id at the beginning of a record that is not parsed, so that the operator can find it at the vendor. */
function idIn(body: string, { from, to }: Slice): string | null {
  const head = body.slice(from, Math.min(to, from + 2_000));
  return /^<lead\s*>\s*<id>\s*([^\s<]{1,100})\s*<\/id>/.exec(head)?.[1] ?? null;
}
