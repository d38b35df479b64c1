import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startCore } from '../../src-main/core/start-core.ts';
import { systemClock } from '../../src-main/platform/clock.ts';
import { generateAccount } from '../../src-main/practice/leadexec/account/generate-account.ts';
import { SAMPLE } from '../../src-main/practice/leadexec/account/sample-ids.ts';
import { startPracticeLeadExec } from '../../src-main/practice/leadexec/start-practice-leadexec.ts';
import type { CommandInput, RecordKind } from '../../src-preload/contract/index.ts';
import { memorySecrets } from '../support/fault-desk.ts';
import { ask } from './import.ts';
import { SCRATCH } from './inbox-store.ts';

const SIZE = { clients: 10_000, accounts: 30_000, orders: 5_000 };
const TIMES = 300;
const LIST_MS = 33;
const FIRST_MS = 1_000;

const startDesk = (dataDir: string) =>
  startCore({ dataDir, secrets: memorySecrets(), clock: systemClock, random: () => 0, sends: true });

/** Lists of a large LeadExec account, filtered and sorted: from the copies, with the vendor gone. */
export async function benchAccountLists(): Promise<void> {
  mkdirSync(SCRATCH, { recursive: true });
  const dataDir = mkdtempSync(join(SCRATCH, 'account-'));
  const vendor = await startPracticeLeadExec({ account: generateAccount(SIZE) });
  const reading = await startDesk(dataDir);
  const { id: connectionId } = await ask(reading, 'connections.save', {
    ...{ kind: 'leadexec', name: 'Account', url: vendor.url, user: SAMPLE.apiClientId, password: 'practice' },
    ...{ perSecond: 1_000, timeoutMs: 60_000 },
  });
  for (const kind of ['clients', 'leadTypes', 'accounts', 'orders'] as const) {
    const began = performance.now();
    const { error } = await ask(reading, 'leadexec.refresh', { connectionId, kind });
    const { all } = await ask(reading, 'leadexec.records', { connectionId, kind, count: 0 });
    console.log(
      `account: read ${all} ${kind} in ${Math.round(performance.now() - began)} ms${error ? `: ${error}` : ''}`,
    );
  }
  await vendor.close();
  await reading.close(0);

  const desk = await startDesk(dataDir);
  try {
    for (const [kind, sort, filters, texts] of LISTS) {
      const first = performance.now();
      const query = { connectionId, kind, sort: { field: sort, descending: false } };
      await ask(desk, 'leadexec.records', query);
      const shown = performance.now() - first;
      const times: number[] = [];
      for (let at = 0; at < TIMES; at++) {
        const text = texts[at % texts.length] ?? '';
        const descending = at % 2 === 1;
        const asked: CommandInput<'leadexec.records'> = {
          ...{ ...query, text, filters: at % 3 === 0 ? [] : [...filters], from: at % 7 === 0 ? 200 : 0 },
          sort: { field: sort, descending },
        };
        const began = performance.now();
        await ask(desk, 'leadexec.records', asked);
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
      console.log(
        `account: ${kind} first shown in ${Math.round(shown)} ms (limit ${FIRST_MS}), filtered in ` +
          `${(times[times.length >> 1] ?? 0).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (limit ${LIST_MS})`,
      );
    }
  } finally {
    await desk.close(0);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Filters = readonly { readonly field: string; readonly values: string[] }[];
const LISTS: readonly (readonly [RecordKind, string, Filters, readonly string[]])[] = [
  ['clients', 'Username', [{ field: 'Status', values: ['Active? (6)', 'Active'] }], ['', 'client7', '99', 'zzz']],
  ['accounts', 'Price', [{ field: 'Status', values: ['Open'] }], ['', 'solar', '12', 'zzz', 'ClIent9']],
  ['accounts', 'ClientName', [{ field: 'AccountType', values: ['General'] }], ['', 'medicare', '77']],
  ['orders', 'Filled', [{ field: 'Status', values: ['Open'] }], ['', '7', 'open', 'zzz']],
];
