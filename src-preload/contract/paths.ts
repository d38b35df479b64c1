import { z } from 'zod';

/** What a command does with a file given by its path. */
export type PathUse = 'read' | 'write' | 'show';

const uses = new WeakMap<z.ZodType, PathUse>();

function path(use: PathUse) {
  const schema = z.string();
  uses.set(schema, use);
  return schema;
}

/**
 * The path of a file that a command reads. Every path in a command's input has one of these three types and is at the top level, so that
 * the shells can check it before they pass a command on: a page may only use a file that the person has handed over (uploaded, dropped, or
 * chosen in a dialog); the terminal, whose socket belongs to its owner, may use any path.
 */
export const readPath = () => path('read');

/** The path of a file that a command writes. Only the terminal may use one; from a page the desk writes to its own exports. */
export const writePath = () => path('write');

/** The path of a file that the desk has written for people, which the shell itself checks. */
export const shownPath = () => path('show');

/** The fields of an input with paths, and their uses. */
export function pathFields(input: z.ZodType): ReadonlyMap<string, PathUse> {
  const found = new Map<string, PathUse>();
  const schema = bare(input);
  if (!(schema instanceof z.ZodObject)) return found;
  for (const [field, type] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
    const use = uses.get(bare(type));
    if (use !== undefined) found.set(field, use);
  }
  return found;
}

/** The schema without optional and default wrappers. */
function bare(schema: z.ZodType): z.ZodType {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wrapped ? bare(schema.unwrap() as z.ZodType) : schema;
}

/** A person's name of a file, if its path does not show it, because an upload's is random. */
export const fileName = () => z.string().min(1).max(300);
