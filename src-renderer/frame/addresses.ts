import type { JobState } from '../../src-preload/contract/index.ts';

/** The steps of the import wizard, in order. */
export const IMPORT_STEPS = ['file', 'columns', 'checks', 'start', 'result'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** An import at one of its steps; without one, where it stands. */
export function importAt(id: number, step?: ImportStep): string {
  return step === undefined ? `/dial-lists/${id}` : `/dial-lists/${id}/${step}`;
}

/** The delivery log, filtered. */
export function deliveriesAt(
  filter: {
    readonly state?: JobState;
    readonly importId?: number;
    readonly connectionId?: number;
    readonly reason?: string;
  } = {},
): string {
  const query = new URLSearchParams();
  if (filter.state !== undefined) query.set('state', filter.state);
  if (filter.importId !== undefined) query.set('import', String(filter.importId));
  if (filter.connectionId !== undefined) query.set('connection', String(filter.connectionId));
  if (filter.reason !== undefined) query.set('reason', filter.reason);
  const text = query.toString();
  return text === '' ? '/deliveries' : `/deliveries?${text}`;
}

/** A dialer's settings; without a number, the form for a new one. */
export function dialerAt(id?: number): string {
  return `/settings/dialers/${id ?? 'new'}`;
}

/** A lead in the inbox; without a number, the inbox. */
export function leadAt(id?: number): string {
  return id === undefined ? '/inbox' : `/inbox?lead=${id}`;
}

/** A tab of the inbox by its key: `callbacks`, say. */
export function inboxTabAt(tab: string): string {
  return `/inbox?tab=${tab}`;
}

/** The settings of a source of leads; without a number, the form for a new one. */
export function sourceAt(id?: number): string {
  return dialerAt(id);
}
