import {
  type Bridge,
  CommandError,
  type CommandInput,
  type CommandName,
  type Connection,
  type Job,
  type JobFilter,
} from '../../../src-preload/contract/index.ts';
import { setBridge } from '../../../src-renderer/bridge/index.ts';

/** A job as the core would list it. */
export function makeJob(id: number, over: Partial<Job> = {}): Job {
  return {
    id,
    state: 'ready',
    connectionId: 1,
    connection: 'Main dialer',
    importId: 1,
    importName: 'leads.csv',
    row: id,
    phone: `727555${String(id).padStart(4, '0')}`,
    reason: null,
    heldBy: null,
    isChange: false,
    leadId: null,
    lastAnswer: null,
    attempts: 0,
    missing: [],
    differs: [],
    nextAt: null,
    updatedAt: id,
    ...over,
  };
}

/** A connection as the core would list it. */
export function makeConnection(id: number, over: Partial<Connection> = {}): Connection {
  return {
    id,
    kind: 'crocodial',
    name: `Dialer ${id}`,
    url: 'https://dialer.example',
    user: 'api',
    hasPassword: true,
    source: null,
    traits: { accents: 'fold', plus: 'space' },
    concurrency: null,
    perSecond: null,
    timeoutMs: 30_000,
    runState: 'running',
    runReason: null,
    notBefore: null,
    lastSuccessAt: null,
    flying: 0,
    pace: 4,
    counts: {
      ready: 0,
      held: 0,
      sending: 0,
      'awaiting-vendor': 0,
      unknown: 0,
      delivered: 0,
      duplicate: 0,
      rejected: 0,
      cancelled: 0,
      checking: 0,
      total: 0,
    },
    ...over,
  };
}

/** A desk with these jobs alone, newest first by id. Answers `jobs.*`; `gate` may hold an answer back. */
export class LogDesk {
  readonly jobs: Job[];
  readonly asked: { command: CommandName; input: unknown }[] = [];
  gate: ((command: CommandName) => Promise<void>) | null = null;

  constructor(jobs: Job[]) {
    this.jobs = jobs;
    const bridge: Bridge = {
      call: async (command, input) => {
        this.asked.push({ command, input });
        // Taken before the gate, as a core answers from what it saw.
        const answer = structuredClone(this.#answer(command, input));
        await this.gate?.(command);
        return answer as never;
      },
      on: () => () => undefined,
    };
    setBridge({ ...bridge, take: async () => null });
  }

  /** How often a command was asked. */
  times(command: CommandName): number {
    return this.asked.filter((a) => a.command === command).length;
  }

  #answer(command: CommandName, input: unknown): unknown {
    switch (command) {
      case 'jobs.list':
        return this.#list(input as CommandInput<'jobs.list'>);
      case 'jobs.get':
        return this.jobs.find((j) => j.id === (input as CommandInput<'jobs.get'>).id);
      case 'jobs.resend':
      case 'jobs.cancel':
        return { changed: (input as { ids: number[] }).ids.length };
      case 'delivery.askOutcome':
        return this.#ask(input as CommandInput<'delivery.askOutcome'>);
      case 'jobs.resolve':
        return { changed: (input as { which: { ids: number[] } }).which.ids.length };
      default:
        throw new Error(`This desk knows no ${command}.`);
    }
  }

  /** As the core: refused if there is nothing to ask. */
  #ask({ which }: CommandInput<'delivery.askOutcome'>) {
    const ids = new Set('ids' in which ? which.ids : []);
    const changed = this.jobs.filter(({ id, state }) => ids.has(id) && state === 'unknown').length;
    if (changed === 0) throw new CommandError('conflict', 'Nothing to ask.');
    return { changed };
  }

  #list({ filter = {}, after = null, limit = 100 }: CommandInput<'jobs.list'>) {
    const matches = (job: Job, f: JobFilter) => f.state === undefined || job.state === f.state;
    const found = this.jobs
      .filter((j) => matches(j, filter) && (after === null || j.id < Number(after)))
      .sort((a, b) => b.id - a.id);
    const page = found.slice(0, limit);
    return { jobs: page, cursor: found.length > limit ? String(page.at(-1)?.id) : null };
  }
}
