import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Core, startCore } from '../../src-main/core/start-core.ts';
import type { WhatIfRunner } from '../../src-main/leadexec/what-if/run/run-order.ts';
import { type Clock, systemClock } from '../../src-main/platform/clock.ts';
import {
  type PracticeLeadExec,
  type PracticeLeadExecOptions,
  startPracticeLeadExec,
} from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  CoreCommandName,
  Job,
  ReceiverOptions,
} from '../../src-preload/contract/index.ts';
import { directPostChecker } from './direct-post-checker.ts';
import { directWire } from './direct-wire.ts';
import { memorySecrets } from './fault-desk.ts';
import { testFolder } from './fault-list.ts';
import { until } from './fault-until.ts';

/** A desk that is connected to a practice LeadExec. */
export interface DeliveryDesk {
  readonly core: Core;
  readonly vendor: PracticeLeadExec;
  readonly connectionId: number;
  readonly folder: string;
  call<N extends CoreCommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Writes a file and returns its path. */
  write(name: string, text: string): string;
  /** Posts and waits until every lead has a result or waits for the operator. */
  post(input: Omit<CommandInput<'delivery.post'>, 'connectionId'>): Promise<Job[]>;
  settled(): Promise<Job[]>;
}

/** A lead that the practice account's campaign 23 accepts; each number is a different person. */
export function sampleLead(n: number): Record<string, string> {
  return {
    FirstName: 'Ann',
    LastName: 'Smith',
    Email: `ann${n}@example.com`,
    PrimaryPhone: `702${5_550_000 + n}`,
    State: 'CA',
    Zip: '90210',
  };
}

/** A CSV file of this many sample leads. */
export function sampleCsv(count: number, from = 1): string {
  const leads = Array.from({ length: count }, (_, at) => sampleLead(from + at));
  return [Object.keys(sampleLead(0)), ...leads.map((lead) => Object.values(lead))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}

export interface DeliveryDeskOptions {
  readonly vendor?: PracticeLeadExecOptions;
  readonly receiver?: Partial<ReceiverOptions>;
  readonly secrets?: { readonly password: string; readonly token: string };
  /** Whether leads are checked, and requests sent, in separate threads, as in the product. */
  readonly threaded?: boolean;
  readonly clock?: Clock;
  /** In place of the thread of what-ifs. */
  readonly whatIf?: WhatIfRunner;
}

export async function deliveryDesk(options: DeliveryDeskOptions = {}): Promise<DeliveryDesk> {
  const vendor = await startPracticeLeadExec(options.vendor);
  onTestFinished(() => vendor.close());
  const folder = testFolder('delivery');
  mkdirSync(folder, { recursive: true });
  const core = await startCore(
    {
      dataDir: join(folder, 'desk'),
      secrets: memorySecrets(),
      clock: options.clock ?? systemClock,
      random: () => 0.5,
      sends: true,
    },
    {
      ...(options.threaded === true ? {} : { postChecker: directPostChecker, transport: directWire() }),
      ...(options.whatIf === undefined ? {} : { whatIf: options.whatIf }),
    },
  );
  onTestFinished(() => core.close(0));
  async function call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.value as CommandOutput<N>;
  }
  const { id: connectionId } = await call('connections.save', {
    kind: 'receiver',
    name: 'LeadExec',
    url: vendor.url,
    receiver: { vid: 18, lid: 1, aid: 23, ...options.receiver },
    secrets: options.secrets ?? { password: 'practice', token: '' },
    timeoutMs: 2_000,
  });
  const all = async () => (await call('jobs.list', { filter: { connectionId }, limit: 1000, order: 'oldest' })).jobs;
  const settled = async () => {
    await until(async () => {
      const { idle } = await call('desk.status', {});
      const { counts } = await call('connections.list', {}).then(
        ([one]) => one ?? { counts: { ready: 0, sending: 0 } },
      );
      return idle || counts.ready + counts.sending === 0;
    }, 'the posts are settled');
    return await all();
  };
  return {
    ...{ core, vendor, connectionId, folder, call, settled },
    write(name, text) {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    async post(input) {
      await call('delivery.post', { connectionId, ...input });
      return await settled();
    },
  };
}
