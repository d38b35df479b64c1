import type { LocumjobsOptions, LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import { FetchError, type LocumjobsAnswer } from './fetch.ts';
import type { Ask } from './gather.ts';
import type { StepPorts } from './step.ts';

/** Parameters that are the poller's own, whatever a connection asks for. */
const OURS: ReadonlySet<LocumjobsParameter> = new Set([
  'end_date',
  'end_unlocked_date',
  'max',
  'sort',
  'start_date',
  'start_unlocked_date',
]);

/** A source of this kind with what asking it takes. */
export interface LocumjobsSource {
  readonly connection: StoredConnection;
  readonly options: LocumjobsOptions;
  readonly secret: string;
}

/** Asks a source, with what its connection itself asks for, and knows what the vendor's clock showed last. */
export interface Asker {
  readonly ask: Ask;
  /** Null while it has told no time. */
  readonly date: () => number | null;
}

/** @throws FetchError from `ask`, when it is not answered */
export function askerOf(ports: StepPorts, { connection, options, secret }: LocumjobsSource): Asker {
  const only = Object.fromEntries(
    Object.entries(options.only).filter(([name, value]) => value !== '' && !OURS.has(name as LocumjobsParameter)),
  );
  const { url: base, user, timeoutMs } = connection;
  const { format, auth } = options;
  let date: number | null = null;
  return {
    date: () => date,
    async ask(query): Promise<LocumjobsAnswer> {
      const answer = await ports.fetcher.fetch({
        is: 'locumjobs',
        ...{ base, format, auth, user, secret, timeoutMs },
        query: { ...only, ...query },
      });
      if (answer.is === 'failed') throw new FetchError(answer);
      date = answer.date ?? date;
      return answer;
    },
  };
}
