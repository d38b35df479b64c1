import { type RawBuilder, sql } from 'kysely';

/** The values of a list, for `in`: as one parameter, so that lists of every length are one statement. */
export const inList = <T extends number | string>(values: readonly T[]): RawBuilder<T> =>
  sql<T>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
