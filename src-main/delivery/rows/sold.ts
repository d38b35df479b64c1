import { type RawBuilder, sql } from 'kysely';

// The one rule of what a post (`p`, with its `job`) brings. Screens, reports and the columns of the log in memory follow it.

/** Its lead was sold: its job is delivered, by an answer, a check or the operator's decision. */
export const isSold: RawBuilder<boolean> = sql<boolean>`(job.state = 'delivered')`;

/** Its price is paid: a lead that was returned or rejected in review has no revenue. */
export const isPaid: RawBuilder<boolean> = sql<boolean>`(${isSold} AND p.return_state <> 'returned' AND p.review <> 'rejected')`;

/** When its lead was sold; null if it was not. Posts that the operator marked long ago have no time of their own. */
export const soldAt: RawBuilder<number | null> = sql<
  number | null
>`iif(${isSold}, coalesce(p.accepted_at, job.updated_at), NULL)`;
