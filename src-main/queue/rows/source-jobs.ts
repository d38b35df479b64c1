import { sql } from 'kysely';
import { compiledWith } from '../../db/compiled-with.ts';
import { inList } from '../../db/in-list.ts';
import { noteRowChanges } from '../../db/row-changes.ts';
import { type Store, sqlOf } from '../../db/store.ts';
import type { JobState } from '../../db/tables.ts';

const inRange = compiledWith(({ low, high }: { low: number; high: number }) =>
  sqlOf
    .selectFrom('job')
    .select(['source', 'connection_id', 'state', 'lane', 'reason', 'vendor_ref', 'vendor_line', 'updated_at'])
    .where('source', '>=', low)
    .where('source', '<=', high),
);

/** The jobs of the sources between two numbers, both included, in order. */
export const jobsOfSourceRange = (store: Store, low: number, high: number) => store.all(inRange({ low, high }));

/** The reasons of refused jobs of some sources. */
export const reasonsOfSources = (store: Store, sources: readonly number[]): (string | null)[] =>
  store
    .all(
      sqlOf
        .selectFrom('job')
        .select('reason')
        .where('source', 'in', inList(sources))
        // Looked up by source, because many jobs share a state.
        .where(sql<JobState>`+state`, 'in', ['rejected', 'duplicate']),
    )
    .map(({ reason }) => reason);

/** Calls `note` with the source of each job that is added or changed, for sources below a number; see `noteRowChanges`. */
export const noteSourceChanges = (store: Store, below: number, note: (source: number) => void): void =>
  noteRowChanges(store, { table: 'job', key: 'source', below }, note);

/** The last source that has a job, from one on and below another; 0 if there is none. */
export const lastSourceIn = (store: Store, from: number, below: number): number =>
  store.get(
    sqlOf
      .selectFrom('job')
      .select((eb) => eb.fn.max('source').as('source'))
      .where('source', '>=', from)
      .where('source', '<', below),
  )?.source ?? 0;
