import { isDeepStrictEqual } from 'node:util';
import { threadedWhatIf } from '../../src-main/core/what-if-thread.ts';
import { applyChanges } from '../../src-main/leadexec/what-if/run/apply-changes.ts';
import type { PostedInput } from '../../src-main/leadexec/what-if/run/read-posted.ts';
import { makeAccount, makeLeads, setupOf } from '../support/leadexec-distribution.ts';

const ACCOUNTS = 200;
const PORTION = 1_000;
/** Different leads; more of them are these again, later. */
const MADE = 10_000;
const HOUR_MS = 3_600_000;
const SPAN_MS = 24 * 24 * HOUR_MS;

/** Processor time of all threads since then, in seconds, which depends less on what else runs on the machine. */
function busy(since: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(since);
  return ((user + system) / 1_000_000).toFixed(2);
}

/**
 * A what-if over 10,000 leads and over as many as are asked for, on 200 accounts with criteria of every operator, maxima, schedules, orders
 * and lists: as the account is and as changed, so each lead is distributed twice, on its thread.
 */
export async function benchWhatIf({ leads }: { readonly leads: number }): Promise<void> {
  const setup = setupOf(makeAccount({ accounts: ACCOUNTS, clients: 80, seed: 11 }));
  const changed = applyChanges(
    setup,
    Array.from({ length: 20 }, (_, at) => ({
      ...{ of: 'account' as const, id: 1_001 + at * 10 },
      set: { price: 15 + at, dayMax: -1, criteria: [] },
    })),
  );
  const names = new Map(setup.leadTypes.flatMap(({ fields }) => fields.map((one) => [one.leadFieldUid, one.name])));
  const posts = makeLeads(MADE, 11).map(
    (lead): PostedInput => ({
      ...{
        postNo: lead.key,
        at: lead.at,
        kind: 'general',
        leadId: String(lead.key),
        review: '',
        returned: false,
        hasOrder: false,
        noSell: false,
        isDelayed: false,
        sends: [],
      },
      ...{ leadTypeUid: lead.leadTypeUid, campaign: lead.campaignUid },
      fields: JSON.stringify(Object.fromEntries([...lead.values].map(([uid, value]) => [names.get(uid), value]))),
    }),
  );
  async function* portions(count: number) {
    for (let from = 0; from < count; from += PORTION) {
      const round = Math.floor(from / MADE);
      const part = posts.slice(from % MADE, (from % MADE) + PORTION);
      yield part.map((post) => ({ ...post, postNo: post.postNo + round * MADE, at: post.at + round * SPAN_MS }));
    }
  }
  for (const [count, most] of [
    [MADE, 1],
    [leads, 60],
  ] as const) {
    const processor = process.cpuUsage();
    const began = performance.now();
    const told: number[] = [];
    const order = { is: 'what-if', setup, changed, from: 0, kept: null } as const;
    const reply = await threadedWhatIf.run(order, portions(count), (n) => told.push(n), new AbortController().signal);
    const seconds = (performance.now() - began) / 1_000;
    if (reply.is !== 'what-if') throw new Error('A what-if was answered with something else');
    const { result, kept } = reply;
    console.log(
      `what-if, ${count.toLocaleString('en-US')} leads on ${ACCOUNTS} accounts, twice: ${seconds.toFixed(2)} s (limit ${most} s), ${busy(processor)} s of processor; ` +
        `${result.after.sends.toLocaleString('en-US')} sends, ${result.moved.toLocaleString('en-US')} leads move, progress told ${told.length} times`,
    );
    if (kept === null) throw new Error('Nothing was kept for the next run');
    const againProcessor = process.cpuUsage();
    const againBegan = performance.now();
    const again = await threadedWhatIf.run({ ...order, kept }, portions(count), () => {}, new AbortController().signal);
    const againSeconds = (performance.now() - againBegan) / 1_000;
    if (again.is !== 'what-if' || !isDeepStrictEqual(again.result, result)) throw new Error('The next run differs');
    console.log(
      `  another one of the same leads: ${againSeconds.toFixed(2)} s, ${busy(againProcessor)} s of processor, ${kept.chunks.length.toLocaleString('en-US')} MB kept`,
    );
  }
  const stop = new AbortController();
  const canceled = performance.now();
  const running = threadedWhatIf.run(
    { is: 'what-if', setup, changed, from: 0, kept: null },
    portions(leads),
    () => stop.abort(new Error('canceled')),
    stop.signal,
  );
  await running.catch(() => {
    // That it ends is what is measured.
  });
  console.log(`what-if, canceled at the first progress: over after ${Math.round(performance.now() - canceled)} ms`);
}
