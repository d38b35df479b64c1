import { type RawBuilder, sql } from 'kysely';

/** The values of a list, for `in`: as one parameter, so that lists of every length are one statement. */
export const inList = <T extends number | string>(values: readonly T[]): RawBuilder<T> =>
  sql<T>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** The values of a list as a table of one column, `value`, to be joined first: as one parameter, too. */
export const eachOf = <T extends number | string>(values: readonly T[]): RawBuilder<{ value: T }> =>
  sql<{ value: T }>`json_each(${JSON.stringify(values)})`;
