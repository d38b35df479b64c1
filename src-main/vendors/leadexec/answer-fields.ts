import { z } from 'zod';
import type { EnumValue } from './enumerations.ts';

// The contents of answers, parsed leniently: missing members, null, and numbers and flags as text are accepted. What is not in the document
// is kept as received.

const NUMBER = /^\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/;

export const number = z.union([z.number(), z.string().regex(NUMBER).transform(Number)]).nullish();
export const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).nullish();
export const flag = z
  .union([
    z.boolean(),
    z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1),
    z
      .string()
      .regex(/^\s*(?:true|false|0|1)\s*$/i)
      .transform((value) => /true|1/i.test(value)),
  ])
  .nullish();
/** Kept as received, so that it is sent back unchanged; `valueIn` determines its meaning. */
export const choice: z.ZodType<EnumValue | null | undefined> = z.union([z.string(), z.number()]).nullish();
/** Kept as received; `dates.ts` determines the instant. */
export const date = text;
/** Text in the document's table and a number in its example, or the other way round. It is kept as received. */
export const either = z.union([z.string(), z.number()]).nullish();

/** Rows within an object. */
export const rows = <Row extends z.ZodType>(row: Row) => z.array(row).nullish();
export const texts = z.array(z.union([z.string(), z.number().transform(String)])).nullish();
