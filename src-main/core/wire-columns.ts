import type { HttpResult } from '../platform/http-messages.ts';

/** The result of one request, by the id of its job. */
export interface WireReport {
  readonly id: number;
  readonly result: HttpResult;
}

/** What many answers have in common. */
interface Head {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter: string;
  readonly location?: string;
}

/**
 * Reports as they are passed from the HTTP thread to the core. Answers become columns, with each distinct head once and the bodies in one
 * text, because one object per report, which repeats every key and text, costs both threads several times as much. The few reports that are
 * not answers are passed unchanged.
 */
export interface WireColumns {
  readonly heads: readonly Head[];
  /** For each answer: its job, its head, the length of its body in UTF-16 units, and how long it took, ms. */
  readonly ids: readonly number[];
  readonly headOf: readonly number[];
  readonly lengths: readonly number[];
  readonly ms: readonly number[];
  readonly bodies: string;
  readonly others: readonly WireReport[];
}

/** Converts reports to columns. */
export function columnsOf(reports: readonly WireReport[]): WireColumns {
  const heads: Head[] = [];
  const ids: number[] = [];
  const headOf: number[] = [];
  const lengths: number[] = [];
  const ms: number[] = [];
  const others: WireReport[] = [];
  let bodies = '';
  for (const report of reports) {
    const { id, result } = report;
    if (result.kind !== 'answer') {
      others.push(report);
      continue;
    }
    ids.push(id);
    headOf.push(placeOf(heads, result));
    lengths.push(result.body.length);
    ms.push(result.ms);
    bodies += result.body;
  }
  return { heads, ids, headOf, lengths, ms, bodies, others };
}

/** The last head is compared first, because most answers have the same head as the one before. */
function placeOf(heads: Head[], { status, contentType, retryAfter, location }: Head): number {
  const at = heads.findLastIndex(
    (head) =>
      head.status === status &&
      head.contentType === contentType &&
      head.retryAfter === retryAfter &&
      head.location === location,
  );
  return at >= 0
    ? at
    : heads.push({ status, contentType, retryAfter, ...(location === undefined ? {} : { location }) }) - 1;
}

/** Converts columns back to reports, the answers first. @throws Error if the columns don't match each other */
export function reportsOf(columns: WireColumns): WireReport[] {
  const reports: WireReport[] = [];
  let from = 0;
  for (const [at, id] of columns.ids.entries()) {
    const head = columns.heads[columns.headOf[at] ?? -1];
    const length = columns.lengths[at];
    const ms = columns.ms[at];
    if (head === undefined || length === undefined || ms === undefined)
      throw new Error(`The wire helper's report on job ${id} is not whole`);
    const body = columns.bodies.slice(from, from + length);
    from += length;
    reports.push({ id, result: { kind: 'answer', ...head, body, ms } });
  }
  reports.push(...columns.others);
  return reports;
}
