import { type RawBuilder, sql } from 'kysely';

/** The values of a list for `in`, as one parameter, so that the statement is the same for lists of any length. */
export const inList = <T extends number | string>(values: readonly T[]): RawBuilder<T> =>
  sql<T>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** The values of a list as a table with one column, `value`, to be joined first. It is also one parameter. */
export const eachOf = <T extends number | string>(values: readonly T[]): RawBuilder<{ value: T }> =>
  sql<{ value: T }>`json_each(${JSON.stringify(values)})`;
