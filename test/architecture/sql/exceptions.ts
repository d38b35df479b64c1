/** A file that reads or writes tables of another module, with the reason. */
export interface Exception {
  readonly tables: readonly string[];
  readonly why: string;
}

const INDEX = 'the index reads the columns of leads where they are, in the order of their indexes; it is below leads';
const LOG = 'the log of jobs is the reading side of the queue: its pages and counts join what they filter by';
const JOINED = 'one query joins it, and asking row by row would cost a statement each';
const LIST = 'the board is read from it whole, tens of thousands of rows at once: the bench of offers holds its time';
const BELOW = 'salvage counts a lead’s work again from its rows; leads is below lead-work';
const RUN_STATE = 'how a connection runs is the queue’s to keep, in the row of the connection; connections is above it';

/** Entries are only removed. */
export const EXCEPTIONS: Readonly<Record<string, Exception>> = {
  'src-main/delivery/rows/exchanges.ts': { tables: ['attempt'], why: JOINED },
  'src-main/delivery/rows/posts-of-leads.ts': { tables: ['connection', 'job'], why: JOINED },
  'src-main/delivery/rows/follows.ts': { tables: ['job'], why: JOINED },
  'src-main/delivery/rows/earlier-posts.ts': { tables: ['job'], why: JOINED },
  'src-main/delivery/rows/revenue.ts': { tables: ['job'], why: JOINED },
  'src-main/delivery/rows/batch-totals.ts': { tables: ['job'], why: JOINED },
  'src-main/delivery/rows/post-facts.ts': { tables: ['job'], why: JOINED },
  'src-main/dialing/rows/rows-with-jobs.ts': { tables: ['job'], why: JOINED },
  'src-main/job-log/concerns.ts': { tables: ['held_value', 'job', 'job_group'], why: LOG },
  'src-main/job-log/filter.ts': { tables: ['connection', 'held_value', 'job', 'job_group'], why: LOG },
  'src-main/job-log/query.ts': { tables: ['job'], why: LOG },
  'src-main/lead-index/facets/callbacks.ts': { tables: ['lead'], why: INDEX },
  'src-main/lead-index/select.ts': { tables: ['lead'], why: INDEX },
  'src-main/lead-index/sorting/key-order.ts': { tables: ['lead'], why: INDEX },
  'src-main/lead-index/sorting/lists.ts': { tables: ['lead'], why: INDEX },
  'src-main/lead-work/callback-rows.ts': { tables: ['lead'], why: JOINED },
  'src-main/leads/rows/work.ts': { tables: ['callback', 'lead_call', 'lead_note'], why: BELOW },
  'src-main/offers/rows/offered-leads.ts': { tables: ['connection', 'lead', 'lead_record'], why: LIST },
  'src-main/queue/run-state.ts': { tables: ['connection'], why: RUN_STATE },
  'src-main/queue/rows/shown-counts.ts': { tables: ['connection'], why: RUN_STATE },
};
