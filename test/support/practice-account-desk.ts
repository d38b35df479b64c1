import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type Core, startCore } from '../../src-main/core/start-core.ts';
import { systemClock } from '../../src-main/platform/clock.ts';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import {
  type PracticeLeadExec,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  CoreCommandName,
  JobDetail,
  RecordKind,
} from '../../src-preload/contract/index.ts';
import { directWire } from './direct-wire.ts';
import { memorySecrets } from './fault-desk.ts';
import { testFolder } from './fault-list.ts';
import { lessOften, until } from './fault-until.ts';

/** A desk that is connected to a practice LeadExec. */
export interface PracticeAccountDesk {
  readonly core: Core;
  readonly connectionId: number;
  readonly dataDir: string;
  call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Reads records again and returns all of them. */
  read(kind: RecordKind, parent?: number): Promise<CommandOutput<'leadexec.records'>['rows']>;
  /** The number of rows of a table in its database. */
  count(table: string): number;
  /** Resolves when a table in its database is empty. */
  emptied(table: string): Promise<unknown>;
  /** Resolves with the job once it is in one of these states. */
  inState(id: number, ...states: readonly JobDetail['state'][]): Promise<JobDetail>;
}

export async function practiceAccount(
  options: Parameters<typeof startPracticeLeadExec>[0] = {},
): Promise<PracticeLeadExec> {
  const vendor = await startPracticeLeadExec(options);
  onTestFinished(() => vendor.close());
  return vendor;
}

/** Call this again for another desk of the same account. */
export async function practiceAccountDesk(url: string, secret = 'practice'): Promise<PracticeAccountDesk> {
  const dataDir = join(testFolder('account'), 'desk');
  mkdirSync(dataDir, { recursive: true });
  const core = await startCore(
    { dataDir, secrets: memorySecrets(), clock: systemClock, random: () => 0, sends: true },
    { transport: directWire() },
  );
  onTestFinished(() => core.close(0));
  async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as CommandOutput<N>;
  }
  const { id: connectionId } = await call('connections.save', {
    ...{ kind: 'leadexec', name: 'Account', url, user: SAMPLE.apiClientId, timeoutMs: 10_000 },
    ...{ password: secret, perSecond: 1_000 },
  });
  function count(table: string): number {
    const db = new Database(join(dataDir, 'trunkline.db'), { readonly: true });
    try {
      return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
    } finally {
      db.close();
    }
  }
  return {
    ...{ core, connectionId, dataDir, call },
    async read(kind, parent) {
      const place = { connectionId, kind, ...(parent === undefined ? {} : { parent }) };
      const { error } = await call('leadexec.refresh', place);
      if (error !== null) throw new Error(error);
      return (await call('leadexec.records', { ...place, count: 1_000 })).rows;
    },
    count,
    emptied: (table) => until(async () => (count(table) === 0 ? true : null), `${table} is empty`),
    inState: (id, ...states) =>
      until(
        async () => {
          const job = await call('jobs.get', { id });
          return states.includes(job.state) ? job : null;
        },
        `job ${id} is ${states.join(' or ')}`,
        undefined,
        lessOften,
      ),
  };
}
