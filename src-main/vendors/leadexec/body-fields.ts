import { z } from 'zod';
import { instantOf } from '../../platform/instant.ts';
import { type Enumeration, valueIn } from './enumerations.ts';

// The contents of bodies, checked strictly: the document's types and no other members. `null` is accepted where a record may have been read
// with it, because required and deprecated members are sent back as they were read.

export const text = z.string();
/** A text of a record that is sent back as it was read. */
export const keptText = z.string().nullable();
export const flag = z.boolean();
export const whole = z.number().int();
/** A whole number that may be read as null. */
export const keptWhole = z.number().int().nullable();
export const amount = z.number();

/** Marks an issue that only says that a value is not in the document. */
export const NOT_DOCUMENTED = 'not-documented';

/** The document's example of an order without a date. */
const NO_DATE = /^(?:00)?00-00-00(?:T00:00:00(?:\.0+)?Z?)?$/;
const EXAMPLE_DATE = '2026-01-31T08:00:00Z';

/** `YYYY-MM-DDTHH:MM:SSZ`, with or without a fraction. A record may have been read with a date in another form. */
export const date = z
  .string()
  .check((context) => {
    if (NO_DATE.test(context.value) || instantOf(context.value) !== null) return;
    context.issues.push({
      code: 'custom',
      message: `must be a date such as ${EXAMPLE_DATE}`,
      input: context.value,
      params: { mark: NOT_DOCUMENTED, instead: EXAMPLE_DATE },
    });
  })
  // For descriptions of the body for people.
  .meta({ format: 'date-time' });
export const keptDate = date.nullable();

/** A documented value by its name or number. It is sent as in the document's example: as a number if it has numbers, otherwise by name. */
export const choice = (enumeration: Enumeration) =>
  z
    .union([z.string(), z.number()])
    .transform((given, context): string | number => {
      const value = valueIn(enumeration, given);
      if (value !== null) return enumeration.numbered ? value.number : value.name;
      const known = enumeration.values.map(({ name, number }) => (enumeration.numbered ? `${number} ${name}` : name));
      context.issues.push({
        code: 'custom',
        message: `${JSON.stringify(given)} is not a documented value: ${known.join(', ')}`,
        input: given,
        params: { mark: NOT_DOCUMENTED, instead: enumeration.values[0]?.name ?? '' },
      });
      return given;
    })
    // For descriptions of the body for people.
    .meta({ choices: enumeration.values.map(({ name }) => name) });

/** A choice in a record that is sent back as it was read. */
export const keptChoice = (enumeration: Enumeration) => choice(enumeration).nullable();
