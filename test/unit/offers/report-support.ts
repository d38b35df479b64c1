import { onTestFinished } from 'vitest';
import { Handlers } from '../../../src-main/commands/handlers.ts';
import { databaseFile, openStore } from '../../../src-main/db/open.ts';
import type { Store } from '../../../src-main/db/store.ts';
import { writeCsv } from '../../../src-main/dialing/write-csv.ts';
import { registerOfferReports } from '../../../src-main/offers/report.ts';
import type { CommandInput, CommandOutput, CoreCommandName } from '../../../src-preload/contract/index.ts';
import { testFolder } from '../../support/fault-list.ts';

/** A moment of the desk's own day, 4 March 2026 unless told. */
export const clock = (hour: number, minute = 0, second = 0, day = 4): number =>
  new Date(2026, 2, day, hour, minute, second).getTime();

/** The whole of that day. */
export const DAY = { from: clock(0), until: clock(0, 0, 0, 5) } as const;

export interface ReportDesk {
  readonly store: Store;
  readonly folder: string;
  call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
}

/** The reports alone on a database of their own, as of the evening of that day. */
export function reportDesk(now = clock(23)): ReportDesk {
  const folder = testFolder();
  const store = openStore(databaseFile(folder));
  onTestFinished(() => store.close());
  const handlers = new Handlers();
  registerOfferReports(handlers, { store, now: () => now, exportsDir: folder, writeCsv });
  return {
    store,
    folder,
    call: async <N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
      const reply = await handlers.call(name, input);
      if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
      return reply.value as CommandOutput<N>;
    },
  };
}
