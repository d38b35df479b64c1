import { z } from 'zod';

/** What a schema says about an object, a list or a value; null if a value is kept whatever it is. */
interface Outline {
  /** The documented names of members, by their names in lower case. */
  readonly names: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, Outline | null>;
  /** Of the items of a list. */
  readonly item: Outline | null;
  /** The schema of a value that is a flag or a number, and may be read as a text. */
  readonly typed: z.core.$ZodType | null;
  /** Whether it is a flag, which may be read as 0 or 1. */
  readonly isFlag: boolean;
}

const NOTHING: Outline = { names: new Map(), members: new Map(), item: null, typed: null, isFlag: false };
const outlines = new WeakMap<z.core.$ZodType, { readonly outline: Outline | null }>();

function outlineOf(schema: z.core.$ZodType): Outline | null {
  const known = outlines.get(schema);
  if (known !== undefined) return known.outline;
  const outline = outlined(schema);
  outlines.set(schema, { outline });
  return outline;
}

function outlined(schema: z.core.$ZodType): Outline | null {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return outlineOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return { ...NOTHING, item: outlineOf(schema.element) };
  if (schema instanceof z.ZodObject) {
    const members = Object.entries<z.core.$ZodType>(schema.shape);
    return {
      ...NOTHING,
      names: new Map(members.map(([name]) => [name.toLowerCase(), name])),
      members: new Map(members.map(([name, member]) => [name, outlineOf(member)])),
    };
  }
  // It is recognized by what it makes of a text.
  const isFlag = z.safeParse(schema, 'true').data === true;
  return isFlag || z.safeParse(schema, '1').data === 1 ? { ...NOTHING, typed: schema, isFlag } : null;
}

/**
 * An answer as documented, at any depth: `clientUID` and `clientuid` become `ClientUID`, and a flag or a number that is written as a text, or
 * a flag as 0 or 1, becomes one. Everything else is kept: names that the document doesn't have, a member whose documented name is there too,
 * and values that can't be converted. The value itself is returned if nothing changes.
 */
export function asDocumented(schema: z.core.$ZodType, value: unknown): unknown {
  return converted(outlineOf(schema), value);
}

function converted(outline: Outline | null, value: unknown): unknown {
  if (outline === null) return value;
  const { names, members, item, typed, isFlag } = outline;
  if (typeof value === 'string' || (isFlag && typeof value === 'number')) {
    const read = typed === null ? null : z.safeParse(typed, value);
    return read?.success === true ? read.data : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (item === null) return value;
    const items = value.map((one: unknown) => converted(item, one));
    return items.some((one, at) => one !== value[at]) ? items : value;
  }
  if (members.size === 0) return value;
  const read = new Map<string, readonly [string, unknown]>();
  for (const name of Object.keys(value)) {
    const documented = members.has(name) ? name : names.get(name.toLowerCase());
    if (documented === undefined || (documented !== name && Object.hasOwn(value, documented))) continue;
    const before = (value as Readonly<Record<string, unknown>>)[name];
    const member = converted(members.get(documented) ?? null, before);
    if (documented !== name || member !== before) read.set(name, [documented, member]);
  }
  // Most answers are as documented, and are not copied.
  return read.size === 0
    ? value
    : Object.fromEntries(Object.entries(value).map(([name, member]) => read.get(name) ?? [name, member]));
}
