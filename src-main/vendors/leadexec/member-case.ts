import { z } from 'zod';

/** What a schema says about an object or a list. */
interface Outline {
  /** The documented names of members, by their names in lower case. */
  readonly names: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, z.core.$ZodType>;
  /** The schema of the items of a list. */
  readonly item: z.core.$ZodType | null;
}

const NOTHING: Outline = { names: new Map(), members: new Map(), item: null };
const outlines = new WeakMap<z.core.$ZodType, Outline>();

/** Without "may be missing" and "may be null". */
function inner(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? inner(schema.unwrap()) : schema;
}

function outlineOf(schema: z.core.$ZodType): Outline {
  const known = outlines.get(schema);
  if (known !== undefined) return known;
  const one = inner(schema);
  let outline = NOTHING;
  if (one instanceof z.ZodArray) outline = { ...NOTHING, item: one.element };
  else if (one instanceof z.ZodObject) {
    const members = Object.entries<z.core.$ZodType>(one.shape);
    outline = {
      names: new Map(members.map(([name]) => [name.toLowerCase(), name])),
      members: new Map(members),
      item: null,
    };
  }
  outlines.set(schema, outline);
  return outline;
}

/**
 * An answer with the names of its members as documented, at any depth: `clientUID` and `clientuid` become `ClientUID`. Names that the
 * document doesn't have are kept, and so is a member whose documented name is there too. The value itself is returned if nothing changes.
 */
export function inDocumentedCase(schema: z.core.$ZodType, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { names, members, item } = outlineOf(schema);
  if (Array.isArray(value)) {
    if (item === null) return value;
    const items = value.map((one: unknown) => inDocumentedCase(item, one));
    return items.some((one, at) => one !== value[at]) ? items : value;
  }
  if (members.size === 0) return value;
  let changed = false;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    const documented = members.has(name) ? name : names.get(name.toLowerCase());
    const known =
      documented === undefined || (documented !== name && Object.hasOwn(value, documented)) ? name : documented;
    const of = members.get(known);
    const read = of === undefined ? member : inDocumentedCase(of, member);
    changed ||= known !== name || read !== member;
    return [known, read];
  });
  return changed ? Object.fromEntries(entries) : value;
}
