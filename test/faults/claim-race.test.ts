import { expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { connectLocalSocket, serveLocalSocket } from '../../src-main/shells/shared/local-socket.ts';
import type { ClaimResult, Reply } from '../../src-preload/contract/index.ts';
import { type ClaimDesk, claimDesk } from '../support/claim-desk.ts';
import { claimVendor } from '../support/claim-vendor.ts';
import { until } from '../support/fault-until.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 7);
const RACES = LONG ? 10_000 : 200;

type Ask = (id: number, agent: string) => Promise<ClaimResult>;

/** A window or terminal of its own, over the desk's socket. */
async function overSocket({ desk }: ClaimDesk): Promise<Ask> {
  const socket = await connectLocalSocket(desk.dataDir);
  if (!socket) throw new Error('The desk is not on its socket');
  onTestFinished(() => socket.close());
  return async (id, agent) => taken(await socket.call('offers.claim', { id, agent }));
}

function taken(reply: Reply): ClaimResult {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as ClaimResult;
}

test(
  `${RACES} races of 8 claimants, two of them in windows of their own: exactly one wins each, and tells the vendor once`,
  async () => {
    const random = seededRandom(SEED);
    const vendor = await claimVendor({ leads: RACES });
    const made = await claimDesk(vendor);
    const server = await serveLocalSocket((command, input) => made.desk.core.call(command, input), made.desk.dataDir);
    onTestFinished(() => server.close());
    const here: Ask = async (id, agent) => taken(await made.desk.core.call('offers.claim', { id, agent }));
    const windows = [await overSocket(made), await overSocket(made)];
    const claimants = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hal'].map((agent, n) => ({
      agent,
      ask: windows[n - 6] ?? here,
    }));
    const wins = new Map<string, number>();
    const ids = made.desk.rows<{ id: number }>('SELECT id FROM offered_lead ORDER BY id').map(({ id }) => id);
    expect(ids).toHaveLength(RACES);
    for (const id of ids) {
      const results = await Promise.all(
        claimants.map(async ({ agent, ask }) => {
          // Who is at a window begins at once, since the way is longer; the others some turns of the loop later, or not.
          for (let turns = ask === here ? Math.floor(random() * 12) : 0; turns > 0; turns--) {
            await new Promise((resolve) => setImmediate(resolve));
          }
          return { agent, result: await ask(id, agent) };
        }),
      );
      const winners = results.filter(({ result }) => result.won);
      expect(winners, `lead ${id}`).toHaveLength(1);
      const winner = winners[0]?.agent ?? '';
      wins.set(winner, (wins.get(winner) ?? 0) + 1);
      for (const { agent, result } of results) {
        expect(result.by).toBe(winner);
        if (agent !== winner) expect(result.what).toMatch(new RegExp(`^${winner} (claimed|asked for) it `));
      }
    }
    expect(made.desk.rows(`SELECT id FROM offer_act WHERE kind = 'claim'`)).toHaveLength(RACES);
    expect(
      made.desk.rows('SELECT l.id FROM offered_lead l JOIN offer_act a ON a.id = l.act_id AND a.who = l.agent'),
    ).toHaveLength(RACES);
    await until(
      () => made.desk.rows(`SELECT id FROM offered_lead WHERE state = 'claimed'`).length === RACES,
      'the vendor has confirmed all of them',
      LONG ? 600_000 : 60_000,
    );
    for (const lead of vendor.leads.keys())
      if (vendor.patches(lead) !== 1) expect([lead, vendor.patches(lead)]).toBe(1);
    // A race that the same one always wins is none.
    expect(wins.size).toBeGreaterThan(2);
  },
  LONG ? 1_800_000 : 300_000,
);
