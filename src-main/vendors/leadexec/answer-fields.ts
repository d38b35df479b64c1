import { z } from 'zod';
import type { EnumValue } from './enumerations.ts';

// What answers hold, read leniently: a missing member, null, numbers and flags as text. What the document doesn't have is kept as it came.

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
/** As it came, so that it goes back unchanged; `valueIn` tells what it means. */
export const choice: z.ZodType<EnumValue | null | undefined> = z.union([z.string(), z.number()]).nullish();
/** As it came; `dates.ts` tells which instant it is. */
export const date = text;
/** Text in the document's table and a number in its sample, or the other way round: kept as it came. */
export const either = z.union([z.string(), z.number()]).nullish();

/** Rows within an object. */
export const rows = <Row extends z.ZodType>(row: Row) => z.array(row).nullish();
export const texts = z.array(z.union([z.string(), z.number().transform(String)])).nullish();
