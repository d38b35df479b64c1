import type { LocumjobsOptions, LocumjobsParameter } from '../../src-preload/contract/index.ts';
import type { StoredConnection } from '../connections/connections.ts';
import { FetchError, type LocumjobsAnswer } from './fetch.ts';
import type { Ask } from './gather.ts';
import type { StepPorts } from './step.ts';

/** Parameters that only the poller sets, regardless of a connection's settings. */
const OURS: ReadonlySet<LocumjobsParameter> = new Set([
  'end_date',
  'end_unlocked_date',
  'max',
  'sort',
  'start_date',
  'start_unlocked_date',
]);

/** A source of this kind with what is needed for requests to it. */
export interface LocumjobsSource {
  readonly connection: StoredConnection;
  readonly options: LocumjobsOptions;
  readonly secret: string;
}

/** Sends requests to a source, with the parameters from its connection's settings, and keeps the last time of the vendor's clock. */
export interface Asker {
  readonly ask: Ask;
  /** Null until it has reported a time. */
  readonly date: () => number | null;
}

/** @throws FetchError from `ask` if a request fails */
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
