import { compactJson, outlineJson } from './json-outline.ts';
import { type Fault, rawOf, type Slice, unfit } from './outline.ts';

/** One element of an answer: its content, or why it can't be read. */
export type Element =
  | { readonly value: unknown; readonly raw: string }
  | { readonly reason: string; readonly raw: string; readonly externalId: string | null };

/** The elements of a JSON answer, and the other members of the object they are in. */
export interface JsonElements {
  readonly elements: readonly Element[];
  /** The other members of the object with the list, such as `total`; empty for a list or a single record. */
  readonly around: Readonly<Record<string, unknown>>;
}

/**
 * The records of a JSON answer: a list, an object with the list under one of the names in `lists`, or a single record. An answer that is
 * truncated or invalid is refused as a whole. A single record that is nested too deeply or too long doesn't affect the others.
 */
export function jsonElements(body: string, lists: readonly string[], from = 0, to = body.length): JsonElements | Fault {
  const outline = outlineJson(body, from, to);
  switch (outline.kind) {
    case 'fault':
      return outline;
    case 'scalar':
      return { fault: `it is not a list of records, “${body.slice(from, Math.min(to, from + 60)).trim()}”` };
    case 'array':
      return itemsOf(body, outline.items);
    case 'object': {
      const { members } = outline;
      const [name, inner] = lists.flatMap((list) => {
        const slice = members.get(list);
        return slice && /[[{]/.test(body.charAt(slice.from)) ? [[list, slice] as const] : [];
      })[0] ?? ['', undefined];
      const hasId = members.has('id');
      if (inner && !hasId) {
        const held = jsonElements(body, [], inner.from, inner.to);
        if ('fault' in held) return held;
        const around = Object.create(null) as Record<string, unknown>;
        for (const [key, slice] of members) {
          if (key === name) continue;
          const value = unfit(slice) ? null : parseExactly(body.slice(slice.from, slice.to));
          if (value === undefined) return { fault: `its member “${key.slice(0, 60)}” is not JSON` };
          around[key] = value;
        }
        return { elements: held.elements, around };
      }
      const errorText = members.get('message') ?? members.get('error');
      if (errorText && !hasId)
        return { fault: `it says ${body.slice(errorText.from, Math.min(errorText.to, errorText.from + 200))}` };
      const depth = Math.max(1, ...[...members.values()].map((member) => member.depth + 1));
      return itemsOf(body, [{ from, to, depth }]);
    }
  }
}

function itemsOf(body: string, items: readonly Slice[]): JsonElements | Fault {
  const elements: Element[] = [];
  for (const [at, slice] of items.entries()) {
    const reason = unfit(slice);
    if (reason) {
      elements.push({ reason, raw: rawOf(body, slice), externalId: idIn(body, slice) });
      continue;
    }
    const text = body.slice(slice.from, slice.to).trim();
    const value = parseExactly(text);
    if (value === undefined) return { fault: `its record ${at + 1} of ${items.length} is not JSON` };
    elements.push({ value, raw: compactJson(text) });
  }
  return { elements, around: {} };
}

/** Parses JSON, but whole numbers too long for JavaScript become text with all digits. Undefined if it is not JSON. */
export function parseExactly(text: string): unknown {
  try {
    return (/\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)) as unknown;
  } catch {
    // The text is not JSON, and the caller parses it as something else.
    return undefined;
  }
}

function keepDigits(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value;
}

/** The id at the beginning of a record that is not parsed, so that the operator can find it at the vendor. */
function idIn(body: string, { from, to }: Slice): string | null {
  const head = body.slice(from, Math.min(to, from + 2_000));
  return /^\s*\{\s*"id"\s*:\s*"?([^\s",}]{1,100})/.exec(head)?.[1] ?? null;
}
