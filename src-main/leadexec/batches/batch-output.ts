import type { CommandArguments, CommandOutput, JobCounts, JobState } from '../../../src-preload/contract/index.ts';
import type { Store } from '../../db/store.ts';
import { yieldWhenDue } from '../../platform/yielding.ts';
import { jobOfSource, type StoredJob } from '../../queue/rows/find-jobs.ts';
import { groupOf, latestGroups } from '../../queue/rows/groups.ts';
import { shownCounts } from '../../queue/rows/shown-counts.ts';
import { differences } from '../alike.ts';
import { clientsOfItem } from '../list-file/item.ts';
import { readState } from '../records/read-rows.ts';
import { recordRow } from '../records/record-rows.ts';
import { saveRow } from '../records/save-rows.ts';
import { membersOf } from '../records/shown-values.ts';
import { requestRow, requestsOfBatch, type StoredRequest } from '../request-rows.ts';
import type { BatchKind } from './enqueue-batch.ts';

interface BatchPorts {
  readonly store: Store;
  readonly clientName: (connectionId: number, client: number) => string;
}
type Output = NonNullable<CommandOutput<'leadexec.batch'>>;
type Row = Output['rows'][number];

const WHAT: ReadonlyMap<string, Output['what']> = new Map<BatchKind, Output['what']>([
  ['leadexec copies', 'copies'],
  ['leadexec list items', 'list'],
]);

/** The number of requests examined before other commands can run. */
const PORTION = 500;

/** The progress of batches; see the contract. */
export class Batches {
  readonly #ports: BatchPorts;
  /** By batch: how many records differ from what was sent, after all of them were read again. */
  readonly #differing = new Map<number, number>();

  constructor(ports: BatchPorts) {
    this.#ports = ports;
  }

  async output({
    batchId,
    state,
    from,
    count,
  }: CommandArguments<'leadexec.batch'>): Promise<CommandOutput<'leadexec.batch'>> {
    const { store } = this.#ports;
    const group = groupOf(store, batchId);
    const what = WHAT.get(group?.kind ?? '');
    if (group === undefined || what === undefined) return null;
    const { connectionId, label } = group;
    const jobs = shownCounts(store, { connectionId, groupId: batchId });
    // A job that waits for its connection is stored as ready and shown as held.
    const asleep = jobs.ready === 0;
    const shown = (job: StoredJob): JobState => (asleep && job.state === 'ready' ? 'held' : job.state);
    const rows: Row[] = [];
    let passed = 0;
    for await (const job of this.#jobs(connectionId, batchId)) {
      if (rows.length >= count) break;
      if ((state !== undefined && shown(job) !== state) || passed++ < from) continue;
      rows.push(rowOf(this.#ports, job, shown(job)));
    }
    const differing = isOpen(jobs) ? null : await this.#differingIn(connectionId, batchId);
    const total = state === undefined ? jobs.total : jobs[state];
    return { connectionId, what, label, jobs, differing, rows, total };
  }

  /** The latest batches of an account; see the contract. */
  list({ connectionId, what, count }: CommandArguments<'leadexec.batches'>): CommandOutput<'leadexec.batches'> {
    const { store } = this.#ports;
    const kinds = [...WHAT].flatMap(([kind, of]) => (what === undefined || of === what ? [kind] : []));
    return latestGroups(store, { kinds, connectionId }, count).flatMap(({ id, kind, label, createdAt }) => {
      const of = WHAT.get(kind);
      if (of === undefined) return [];
      return [{ batchId: id, what: of, label, createdAt, jobs: shownCounts(store, { connectionId, groupId: id }) }];
    });
  }

  /** The jobs of a batch in their order. Other commands run in between. */
  async *#jobs(connectionId: number, batchId: number): AsyncGenerator<StoredJob> {
    const { store } = this.#ports;
    const due = yieldWhenDue();
    for (let after = 0; ; ) {
      const ids = requestsOfBatch(store, batchId, after, PORTION);
      for (const source of ids) {
        const job = jobOfSource(store, { connectionId, source });
        if (job !== undefined) yield job;
        await due();
      }
      const last = ids.at(-1);
      if (last === undefined || ids.length < PORTION) return;
      after = last;
    }
  }

  /** How many delivered changes differ from what was sent; null while a record was not read again. */
  async #differingIn(connectionId: number, batchId: number): Promise<number | null> {
    const known = this.#differing.get(batchId);
    if (known !== undefined) return known;
    let differing = 0;
    for await (const job of this.#jobs(connectionId, batchId)) {
      const request = requestRow(this.#ports.store, job.source);
      const differs = request === null ? [] : differsIn(this.#ports.store, job, request);
      if (differs === null) return null;
      if (differs.length > 0) differing++;
    }
    this.#differing.set(batchId, differing);
    return differing;
  }
}

/** Whether a job of a batch has no result yet. */
export const isOpen = (jobs: JobCounts): boolean =>
  jobs.ready + jobs.held + jobs.sending + jobs.unknown + jobs['awaiting-vendor'] > 0;

function rowOf({ store, clientName }: BatchPorts, job: StoredJob, state: JobState): Row {
  const request = requestRow(store, job.source);
  const body = membersOf(request?.body);
  const client = Number(request?.path.ClientUID ?? 0);
  const list = Number(request?.path.DistributionListUID ?? 0);
  const named = client === 0 ? '' : clientName(job.connectionId, client) || `client ${client}`;
  const item = list === 0 || request === null ? '' : itemName(store, request);
  return {
    jobId: job.id,
    state,
    name: list === 0 ? named : item,
    what: list === 0 ? String(body.Description ?? '') : itemWords(request, named),
    reason: job.reason ?? '',
    id: job.state === 'delivered' ? Number(job.vendorRef ?? 0) || 0 : 0,
    parent: list === 0 ? client : list,
    differs: request === null ? [] : [...(differsIn(store, job, request) ?? [])],
  };
}

const itemOf = ({ path, body }: StoredRequest): number =>
  Number(path.DistributionListItemUID ?? path.DistributionItemUID ?? membersOf(body).CustomListItemUID ?? 0);

function itemRow(store: Store, request: StoredRequest) {
  const place = { connectionId: request.connectionId, kind: 'listItems' as const };
  return recordRow(store, { ...place, parent: Number(request.path.DistributionListUID) }, itemOf(request));
}

function itemName(store: Store, request: StoredRequest): string {
  const { Value } = membersOf(request.body);
  if (Value !== undefined) return String(Value);
  const row = itemRow(store, request);
  return String(membersOf(row === undefined ? {} : JSON.parse(row.body)).Value ?? `item ${itemOf(request)}`);
}

function itemWords(request: StoredRequest | null, client: string): string {
  switch (request?.call) {
    case 'assignListItemToClient':
      return `Assign ${client}`;
    case 'removeDistributionListItem':
      return `Remove ${client}`;
    default:
      return membersOf(request?.body).CustomListItemUID === 0 ? 'Add' : 'Change';
  }
}

/** What differs from what was sent; null if the record was not read again since. */
function differsIn(store: Store, job: StoredJob, request: StoredRequest): readonly string[] | null {
  if (job.state !== 'delivered') return [];
  if (request.path.DistributionListUID === undefined) return saveRow(store, request.id)?.after?.differs ?? null;
  const lists = { connectionId: request.connectionId, kind: 'lists' as const, parent: 0 };
  if ((readState(store, lists).readAt ?? 0) < job.updatedAt) return null;
  if (itemOf(request) === 0) return [];
  const row = itemRow(store, request);
  if (row === undefined) return ['item'];
  const item = membersOf(JSON.parse(row.body));
  const has = clientsOfItem(item).includes(Number(request.path.ClientUID ?? 0));
  switch (request.call) {
    case 'assignListItemToClient':
      return has ? [] : ['Clients'];
    case 'removeDistributionListItem':
      return has ? ['Clients'] : [];
    default:
      return differences('listItems', request.body, item, 'changed').filter((name) => name !== 'HashCode');
  }
}
