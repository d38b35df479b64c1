import { startCore } from '../../../src-main/core/start-core.ts';
import { vendorFetcher } from '../../../src-main/sync/fetch-vendor.ts';
import type { SourceHealth } from '../../../src-preload/contract/index.ts';
import { type DeskOptions, startDesk as startThreadedDesk, type TestDesk } from '../../support/fault-desk.ts';
import { until } from '../../support/fault-until.ts';
import { BOARD_PASSWORD, BOARD_USER, type JobBoard } from '../../support/job-board.ts';

export { startThreadedDesk, type TestDesk };

/** A desk that fetches in the test's own thread: over the same sockets, but without the time that threads take to start. */
export const startDesk = (options: DeskOptions = {}): Promise<TestDesk> =>
  startThreadedDesk({
    start: (ports, parts) =>
      startCore(ports, {
        ...parts,
        fetcher: vendorFetcher(),
        transport: { send: () => {}, withdraw: () => {}, onResults: () => {}, close: async () => {} },
      }),
    ...options,
  });

/** Connects a desk to a scripted board. @returns the connection's id */
export async function connectBoard(
  desk: TestDesk,
  board: Pick<JobBoard, 'url'>,
  options: {
    id?: number;
    name?: string;
    max?: number;
    everyMinutes?: number;
    overlapHours?: number;
    from?: string;
    password?: string;
    format?: 'json' | 'xml';
    only?: Record<string, string>;
    perSecond?: number | null;
  } = {},
): Promise<number> {
  const { id, name = 'Board', password = BOARD_PASSWORD, perSecond = 1_000, ...source } = options;
  const made = await desk.call('connections.save', {
    ...(id === undefined ? {} : { id }),
    kind: 'locumjobs',
    name,
    url: board.url,
    user: BOARD_USER,
    password,
    perSecond,
    timeoutMs: 5_000,
    source: { kind: 'locumjobs', everyMinutes: 24 * 60, ...source },
  });
  return made.id;
}

export const healthOf = async (desk: TestDesk, id: number): Promise<SourceHealth> => {
  const found = (await desk.call('sources.health', {})).find((one) => one.connectionId === id);
  if (!found) throw new Error(`Connection ${id} has no health`);
  return found;
};

/** Waits until a source is as told; jumps over waiting times on the way. */
export async function untilSource(
  desk: TestDesk,
  id: number,
  is: (health: SourceHealth) => boolean,
  what: string,
  withinMs = 60_000,
): Promise<SourceHealth> {
  return await until(
    async () => {
      const health = await healthOf(desk, id);
      if (is(health)) return health;
      if (health.state === 'backing-off') desk.clock.skip(Math.max(0, (health.nextAt ?? 0) - desk.clock.now()));
      return null;
    },
    what,
    withinMs,
  );
}

/** Waits until a source has fetched all there was. */
export const untilFetched = (desk: TestDesk, id: number, withinMs?: number): Promise<SourceHealth> =>
  untilSource(
    desk,
    id,
    ({ state, lastSuccessAt, error }) => state === 'waiting' && lastSuccessAt !== null && error === null,
    'the source is fetched',
    withinMs,
  );

/** The external ids that the store holds of a source, in order. */
export const idsOf = (desk: TestDesk, id: number): number[] =>
  desk
    .rows<{ external_id: string }>('SELECT external_id FROM lead_record WHERE connection_id = ?', id)
    .map((row) => Number(row.external_id))
    .sort((a, b) => a - b);
