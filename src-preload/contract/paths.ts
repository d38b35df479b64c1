import { z } from 'zod';

/** What a command does with a file whose path it takes. */
export type PathUse = 'read' | 'write' | 'show';

const uses = new WeakMap<z.ZodType, PathUse>();

function path(use: PathUse) {
  const schema = z.string();
  uses.set(schema, use);
  return schema;
}

/**
 * The path of a file that a command reads. Every path in the input of a command is of one of these three types, and stands at the top
 * of it, so that the shells know what to look at before they hand a command on: from a page only a file is taken that the person has
 * handed over (uploaded, dropped, or chosen in a dialog); the terminal, whose socket is its owner's alone, names what it likes.
 */
export const readPath = () => path('read');

/** The path of a file that a command writes. Only the terminal may name one; from a page the desk writes to its own exports. */
export const writePath = () => path('write');

/** The path of a file that the desk has written for people: the shell itself looks whether it has. */
export const shownPath = () => path('show');

/** The fields of an input that hold paths, with what is done with each. */
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

/** Without what makes it optional or gives it a default. */
function bare(schema: z.ZodType): z.ZodType {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wrapped ? bare(schema.unwrap() as z.ZodType) : schema;
}

/** What the person calls a file, where its path does not tell: an upload's is random. */
export const fileName = () => z.string().min(1).max(300);
