import type { JobState } from '../../src-preload/contract/index.ts';

// It is in the contract because every shell uses it.
export { offerAddress } from '../../src-preload/rules/offer-notices.ts';

/** The steps of the import wizard, in order. */
export const IMPORT_STEPS = ['file', 'columns', 'checks', 'start', 'result'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** An import at one of its steps; without one, at its current one. */
export function importAt(id: number, step?: ImportStep): string {
  return step === undefined ? `/dial-lists/${id}` : `/dial-lists/${id}/${step}`;
}

/** The delivery log, filtered. */
export function deliveriesAt(
  filter: {
    readonly state?: JobState;
    readonly importId?: number;
    readonly batchId?: number;
    readonly job?: number;
    readonly client?: string;
    readonly campaign?: number;
    readonly connectionId?: number;
    readonly reason?: string;
  } = {},
): string {
  const query = new URLSearchParams();
  if (filter.state !== undefined) query.set('state', filter.state);
  if (filter.importId !== undefined) query.set('import', String(filter.importId));
  if (filter.batchId !== undefined) query.set('posts', String(filter.batchId));
  if (filter.job !== undefined) query.set('job', String(filter.job));
  if (filter.client !== undefined) query.set('client', filter.client);
  if (filter.campaign !== undefined) query.set('campaign', String(filter.campaign));
  if (filter.connectionId !== undefined) query.set('connection', String(filter.connectionId));
  if (filter.reason !== undefined) query.set('reason', filter.reason);
  const text = query.toString();
  return text === '' ? '/deliveries' : `/deliveries?${text}`;
}

/** A dialer's settings; without a number, the form for a new one. */
export function dialerAt(id?: number): string {
  return `/settings/dialers/${id ?? 'new'}`;
}

/** The do-not-call list, with the numbers that contain these digits. */
export function doNotCallAt(phone: string): string {
  return `/settings/do-not-call?${new URLSearchParams({ find: phone.replace(/\D/g, '') })}`;
}

/** A lead in the inbox; without a number, the inbox. */
export function leadAt(id?: number): string {
  return id === undefined ? '/inbox' : `/inbox?lead=${id}`;
}

/** The settings of a source of leads; without a number, the form for a new one of that kind. */
export function sourceAt(id?: number, kind: 'locumjobs' | 'liondesk' = 'locumjobs'): string {
  return id === undefined ? `/settings/dialers/new-${kind}` : dialerAt(id);
}

/** The settings of a lead receiver; without a number, the form for a new one. */
export function receiverAt(id?: number): string {
  return id === undefined ? '/settings/dialers/new-receiver' : dialerAt(id);
}

/** The form for a new LeadExec account. */
export const leadexecAt = (): string => '/settings/dialers/new-leadexec';

/** Leads that a person adds: entered by hand, from a file at its step, or those that could not be read. */
export function leadsInAt(what: 'new' | 'file' | 'columns' | 'result' | 'rejects'): string {
  switch (what) {
    case 'new':
    case 'rejects':
      return `/leads/${what}`;
    case 'file':
      return '/leads/import';
    default:
      return `/leads/import/${what}`;
  }
}

/** The steps of posting leads, before they are posted. */
export const POST_STEPS = ['file', 'columns', 'checks'] as const;
export type PostStep = (typeof POST_STEPS)[number];

/** Posts: their list, a step of new ones, one lead entered by hand, their revenue, or those of one batch by its id. */
export function postsAt(what?: PostStep | 'hand' | 'revenue' | 'changes' | number): string {
  if (what === undefined) return '/posts';
  if (typeof what === 'number') return `/posts/${what}`;
  return what === 'file' || what === 'columns' || what === 'checks' ? `/posts/new/${what}` : `/posts/${what}`;
}

/** The agent that a call is to be transferred to, by the job of the post. */
export function transferAt(jobId: number): string {
  return `/posts/transfer/${jobId}`;
}
