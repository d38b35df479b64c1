import { type CommandArguments, CommandError, type CommandOutput } from '../../../src-preload/contract/index.ts';
import type { Handlers } from '../../commands/handlers.ts';
import { latestGroups } from '../../queue/rows/groups.ts';
import { shownCounts } from '../../queue/rows/shown-counts.ts';
import { type CopyPorts, planCopies } from '../copies/plan-copies.ts';
import { type ListInput, type ListPlan, type ListPorts, planList, shownPlan } from '../list-file/plan-list.ts';
import { accountPlace } from '../records/handlers.ts';
import { Batches, isOpen } from './batch-output.ts';
import { enqueueBatch } from './enqueue-batch.ts';

/** The number of batches of lists that are checked for being done. */
const LATEST = 20;

/** The commands that change many records at once. */
export class BatchCommands {
  readonly #ports: CopyPorts & ListPorts;
  /** The last plan of a list, so that all pages of it are from one reading. */
  #last: { readonly key: string; readonly plan: ListPlan } | null = null;
  /** Batches of lists whose items are read again once they are done, with their connections. */
  readonly #open = new Map<number, number>();

  constructor(handlers: Handlers, ports: CopyPorts & ListPorts) {
    this.#ports = ports;
    const batches = new Batches(ports);
    handlers.on('leadexec.batch', (input) => batches.output(input));
    handlers.on('leadexec.batches', (input) => {
      this.#check(input);
      return batches.list(input);
    });
    handlers.on('leadexec.planCopies', (input) => this.#planCopies(input));
    handlers.on('leadexec.copyAccount', (input) => this.#copy(input));
    handlers.on('leadexec.planList', (input) => this.#planList(input));
    handlers.on('leadexec.assignList', (input) => this.#assign(input));
  }

  /** Continues what was in progress before the desk stopped. */
  start(): void {
    for (const { id, connectionId } of latestGroups(this.#ports.store, { kinds: ['leadexec list items'] }, LATEST)) {
      this.#open.set(id, connectionId);
    }
  }

  /** Called when some jobs have changed: lists whose changes are all done are read again and compared. */
  async moved(): Promise<void> {
    const { store, refresher } = this.#ports;
    for (const [groupId, connectionId] of this.#open) {
      if (isOpen(shownCounts(store, { connectionId, groupId }))) continue;
      this.#open.delete(groupId);
      await refresher.refresh({ connectionId, kind: 'lists', parent: 0 }, { fresh: true });
    }
  }

  #check({ connectionId }: { readonly connectionId: number }): void {
    accountPlace(this.#ports.store, { connectionId, kind: 'accounts' });
  }

  async #planCopies({
    from,
    count,
    ...input
  }: CommandArguments<'leadexec.planCopies'>): Promise<CommandOutput<'leadexec.planCopies'>> {
    this.#check(input);
    const { changes: _, copies, warnings, ...plan } = await planCopies(this.#ports, input);
    const how = (outcome: (typeof copies)[number]['outcome']) => copies.filter((one) => one.outcome === outcome).length;
    return {
      ...{ ...plan, warnings: [...warnings], copies: copies.slice(from, from + count) },
      counts: { ready: how('ready'), noMethod: how('no-method'), exists: how('exists'), problem: how('problem') },
    };
  }

  async #copy({
    revision,
    ...input
  }: CommandArguments<'leadexec.copyAccount'>): Promise<CommandOutput<'leadexec.copyAccount'>> {
    this.#check(input);
    const plan = await planCopies(this.#ports, input);
    if (plan.revision !== revision) throw changedPlan('The account or its copies');
    if (plan.changes.length === 0) throw new CommandError('conflict', 'No client gets a copy, so nothing was created.');
    const { connectionId } = input;
    const label = `Copies of ${plan.accountName}`;
    const batchId = await enqueueBatch(this.#ports, { connectionId, kind: 'leadexec copies', label }, plan.changes);
    return { batchId, jobs: plan.changes.length };
  }

  async #planList({
    show,
    from,
    count,
    ...input
  }: CommandArguments<'leadexec.planList'>): Promise<CommandOutput<'leadexec.planList'>> {
    const key = JSON.stringify(input);
    const isNew = this.#last?.key !== key || (from === 0 && show === undefined);
    const last = isNew || this.#last === null ? { key, plan: await this.#listPlan(input) } : this.#last;
    this.#last = last;
    return shownPlan(last.plan, { show, from, count });
  }

  async #assign({
    revision,
    ...input
  }: CommandArguments<'leadexec.assignList'>): Promise<CommandOutput<'leadexec.assignList'>> {
    const plan = await this.#listPlan(input);
    if (plan.revision !== revision) throw changedPlan('The list or the file');
    const changes = plan.changes();
    if (changes.length === 0)
      throw new CommandError('conflict', 'The list is like the file already. Nothing was sent.');
    const { connectionId } = input;
    const label = `Items of ${plan.listName}`;
    this.#last = null;
    const batchId = await enqueueBatch(this.#ports, { connectionId, kind: 'leadexec list items', label }, changes);
    this.#open.set(batchId, connectionId);
    return { batchId, jobs: changes.length };
  }

  #listPlan(input: ListInput): Promise<ListPlan> {
    return planList(this.#ports, input, () => this.#check(input));
  }
}

const changedPlan = (what: string): CommandError =>
  new CommandError('conflict', `${what} changed since the preview. Nothing was sent. Look at the preview again.`);
