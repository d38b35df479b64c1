import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDataDir } from '../../src-main/db/make-data-dir.ts';
import { migrations } from '../../src-main/db/migrate.ts';
import { databaseFile, openStore } from '../../src-main/db/open.ts';
import { LeadIndex } from '../../src-main/lead-index/index.ts';
import { ingest } from '../../src-main/leads/ingest.ts';
import type { ArrivedOffer } from '../../src-main/offers/arrived-offer.ts';
import { upsertOffers } from '../../src-main/offers/keep.ts';
import { keepMe } from '../../src-main/offers/rows/people.ts';
import { pick, type Random, seededRandom } from '../../src-main/practice/seeded-random.ts';
import type { CommandInput, OfferFilterInput } from '../../src-preload/contract/index.ts';
import { ask, benchCore } from './import.ts';
import { personOfNumber, recordOfNumber } from './inbox-people.ts';
import { SCRATCH } from './inbox-store.ts';

const LEADS = 50_000;
const TIMES = 200;
const BEFORE = 10;
const TARGET_MS = 16;
const PEOPLE = 60;
const TEAMS = 8;
const BATCH = 1_000;
const DAY_MS = 86_400_000;

/** An offer to somebody, sent within the last 30 days or in the next two. */
function offer(random: Random, id: number, leadId: string, now: number): ArrivedOffer {
  const user = Math.floor(random() * PEOPLE);
  return {
    id: String(id),
    leadId,
    distributionTarget: 'Team Rollout',
    user: { id: String(user), name: `Person ${user}`, email: `p${user}@example.com` },
    notifyAt: now - Math.floor(random() * 30 * DAY_MS) + (random() < 0.1 ? 32 * DAY_MS : 0),
    rank: random() < 0.9 ? 1 + Math.floor(random() * 20) : null,
    assignAutomatically: false,
    hasCallAlert: true,
    hasTextAlert: false,
    hasEmailAlert: true,
    team: { id: String(user % TEAMS), name: `Team ${user % TEAMS}` },
    raw: `{"id":${id}}`,
    claim:
      random() < 0.3
        ? {
            claimedByUserId: String(Math.floor(random() * PEOPLE)),
            claimedAt: now - Math.floor(random() * 20 * DAY_MS),
            claimedVia: 'Phone',
            timeToClaim: null,
          }
        : null,
  };
}

/** A desk with so many offers on the board, made when it isn't there. */
function deskOf(offersEach: number): string {
  const dataDir = join(SCRATCH, `offers-${offersEach}`);
  const whole = join(dataDir, `whole-${migrations.at(-1)?.version ?? 0}`);
  if (existsSync(whole)) return dataDir;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(SCRATCH, { recursive: true });
  makeDataDir(dataDir);
  const store = openStore(databaseFile(dataDir));
  const index = new LeadIndex(store);
  const now = Date.now();
  const connectionId = Number(
    store
      .prepare(
        `INSERT INTO connection (kind, name, url, user, options, timeout_ms, run_state, created_at)
         VALUES ('liondesk', 'Lion', 'http://127.0.0.1:9', '', '{"kind":"liondesk"}', 1000, 'paused', 0)`,
      )
      .run().lastInsertRowid,
  );
  keepMe(store, connectionId, { id: '5', name: 'Dorothy Vaughan', email: '' });
  const random = seededRandom(7);
  let seconds = 0;
  for (let first = 1; first <= LEADS; first += BATCH) {
    const records = Array.from({ length: BATCH }, (_, n) => recordOfNumber(first + n));
    const offers = records.flatMap(({ externalId }, n) =>
      Array.from({ length: offersEach }, (_, k) => offer(random, (first + n) * offersEach + k, externalId, now)),
    );
    store.write(() => {
      ingest(
        { store, index, now: () => now },
        { connectionId, kind: 'liondesk', source: 'Lion', records, rejects: [] },
      );
      const began = performance.now();
      upsertOffers(store, { connectionId, offers, now });
      seconds += (performance.now() - began) / 1000;
    });
  }
  console.log(
    `  ${LEADS * offersEach} offers kept: ${Math.round((LEADS * offersEach) / seconds)} a second beside their leads`,
  );
  while (index.search.tidy(1000));
  store.close();
  writeFileSync(whole, '');
  return dataDir;
}

type Question =
  | { readonly command: 'offers.board'; readonly input: CommandInput<'offers.board'> }
  | { readonly command: 'offers.cards'; readonly input: CommandInput<'offers.cards'> };
type Kind = readonly [name: string, ask: (random: Random) => readonly Question[]];

/** What the board asks with a filter: its counts and the heads of two columns. */
const screen = (filter: OfferFilterInput): Question[] => [
  { command: 'offers.board', input: { filter } },
  { command: 'offers.cards', input: { filter, column: 'open', limit: 50 } },
  { command: 'offers.cards', input: { filter, column: 'others', limit: 50 } },
];
const user = (random: Random) => `1:${Math.floor(random() * PEOPLE)}`;
const team = (random: Random) => `1:${Math.floor(random() * TEAMS)}`;
const some = (random: Random) => personOfNumber(1 + Math.floor(random() * LEADS));

const KINDS: readonly Kind[] = [
  ['board and heads, as before', () => screen({ as: '@everyone' })],
  [
    'cards at any place',
    (random) => [
      {
        command: 'offers.cards',
        input: {
          filter: { as: '@everyone' },
          column: 'open',
          sort: pick(random, ['offered', 'rank', 'name'] as const),
          at: Math.floor(random() * LEADS * 0.5),
        },
      },
    ],
  ],
  [
    'one question: counts, new filter',
    (random) => screen({ as: '@everyone', rank: { to: random() * 20 } }).slice(0, 1),
  ],
  ['one question: cards, new filter', (random) => screen({ as: '@everyone', rank: { to: random() * 20 } }).slice(1, 2)],
  ['board and heads, one’s own', () => screen({})],
  ['board and heads, any user’s', (random) => screen({ as: user(random) })],
  ['offered to a user', (random) => screen({ as: '@everyone', users: [user(random)] })],
  ['offered to a team', (random) => screen({ as: '@everyone', teams: [team(random), team(random)] })],
  ['by rank', (random) => screen({ as: '@everyone', rank: { from: random() * 10, to: 10 + random() * 10 } })],
  ['by age', (random) => screen({ as: '@everyone', age: { until: random() * 30 * DAY_MS } })],
  ['by source', () => screen({ as: '@everyone', sources: [1] })],
  ...[1, 2, 3, 5].map(
    (letters): Kind => [
      `name, ${letters} ${letters === 1 ? 'letter' : 'letters'}`,
      (random) =>
        screen({
          as: '@everyone',
          text: pick(random, [some(random).firstName, some(random).lastName]).slice(0, letters),
        }),
    ],
  ),
];

/** Prints what the board's questions take with 50,000 leads on it, beside the frame of 16 ms, each question for itself. */
export async function benchOffers(): Promise<void> {
  for (const offersEach of [1, 3]) {
    console.log(
      `offers board: ${LEADS.toLocaleString('en-US')} leads, ${(LEADS * offersEach).toLocaleString('en-US')} offers`,
    );
    const host = await benchCore(deskOf(offersEach));
    try {
      const began = performance.now();
      await ask(host, 'offers.board', { filter: { as: '@everyone' } });
      console.log(`  read at the first question in ${(performance.now() - began).toFixed(0)} ms`);
      for (const [name, questions] of KINDS) {
        const random = seededRandom(name.length);
        const took: number[] = [];
        for (let turn = -BEFORE; turn < TIMES; turn++) {
          for (const { command, input } of questions(random)) {
            const asked = performance.now();
            const reply = await host.call(command, input);
            if (!reply.ok) throw new Error(`${command}: ${reply.error.message}`);
            if (turn >= 0) took.push(performance.now() - asked);
          }
        }
        took.sort((a, b) => a - b);
        const [p50, p99] = [0.5, 0.99].map((share) => took[Math.floor(took.length * share)] ?? 0);
        console.log(
          `  ${name.padEnd(34)} p50 ${(p50 ?? 0).toFixed(1).padStart(6)}  p99 ${(p99 ?? 0).toFixed(1).padStart(6)} ms (${TARGET_MS})`,
        );
      }
    } finally {
      await host.close();
    }
  }
}
