import type { WireResult } from '../queue/types.ts';

/** How one request ended, by the id of its job. */
export interface WireReport {
  readonly id: number;
  readonly result: WireResult;
}

/**
 * Many reports as they cross from the wire helper to the core: answers as columns, since an object a report, with its keys
 * spelt out each time, costs both threads several times as much; the few that are no answers as they are.
 */
export interface WireColumns {
  readonly ids: readonly number[];
  readonly statuses: readonly number[];
  readonly contentTypes: readonly string[];
  readonly retryAfters: readonly string[];
  readonly bodies: readonly string[];
  readonly ms: readonly number[];
  readonly others: readonly WireReport[];
}

/** Lays reports out as columns. */
export function columnsOf(reports: readonly WireReport[]): WireColumns {
  const ids: number[] = [];
  const statuses: number[] = [];
  const contentTypes: string[] = [];
  const retryAfters: string[] = [];
  const bodies: string[] = [];
  const ms: number[] = [];
  const others: WireReport[] = [];
  for (const report of reports) {
    const { id, result } = report;
    if (result.kind !== 'answer') {
      others.push(report);
      continue;
    }
    ids.push(id);
    statuses.push(result.status);
    contentTypes.push(result.contentType);
    retryAfters.push(result.retryAfter);
    bodies.push(result.body);
    ms.push(result.ms);
  }
  return { ids, statuses, contentTypes, retryAfters, bodies, ms, others };
}

/** The reports that were laid out as columns: answers first, each as it was. @throws Error when the columns are not equally long */
export function reportsOf(columns: WireColumns): WireReport[] {
  const reports = columns.ids.map((id, at): WireReport => {
    const status = columns.statuses[at];
    const contentType = columns.contentTypes[at];
    const retryAfter = columns.retryAfters[at];
    const body = columns.bodies[at];
    const ms = columns.ms[at];
    if (
      status === undefined ||
      contentType === undefined ||
      retryAfter === undefined ||
      body === undefined ||
      ms === undefined
    )
      throw new Error(`The wire helper's report on job ${id} is not whole`);
    return { id, result: { kind: 'answer', status, contentType, retryAfter, body, ms } };
  });
  reports.push(...columns.others);
  return reports;
}
