import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseFile } from '../../src-main/db/open.ts';
import { seededRandom } from '../../src-main/practice/seeded-random.ts';
import { cli, runCli } from '../support/fault-cli.ts';
import { testFolder } from '../support/fault-list.ts';
import { BOARD_USER, type BoardLead, jobBoard, plainLead, type Trouble } from '../support/job-board.ts';

const LONG = process.env.TRUNKLINE_LONG === '1';
const SEED = Number(process.env.TRUNKLINE_SEED ?? 7);
const LEADS = LONG ? 50_000 : 5_000;
const KILLS = LONG ? 12 : 3;
/** So many leads in one and the same second. */
const CROWD = 300;

/** Years of leads: quiet nights, bursts with several in a second, and once a crowd in one. */
function years(random: () => number): BoardLead[] {
  let at = Date.UTC(2019, 0, 1) / 1000;
  const crowd = Math.floor(LEADS / 2);
  return Array.from({ length: LEADS }, (_, n) => {
    const within = n > crowd && n < crowd + CROWD;
    if (!within)
      at += random() < 0.01 ? Math.floor(random() * 86_400) : random() < 0.2 ? 0 : Math.floor(random() * 900);
    return plainLead(n + 1, at, {
      applied: random() < 0.5,
      license: random() < 0.5 ? 'MD' : 'PA',
      unlocked: random() < 0.1 ? at + Math.floor(random() * 86_400) : null,
    });
  });
}

function held(dataDir: string): { ids: number[]; leads: number; unlocked: number[] } {
  const db = new Database(databaseFile(dataDir), { readonly: true });
  const ids = db.prepare('SELECT external_id FROM lead_record').pluck().all() as string[];
  const unlocked = db.prepare('SELECT external_id FROM lead_record WHERE unlocked = 1').pluck().all() as string[];
  const leads = db.prepare('SELECT count(*) FROM lead').pluck().get() as number;
  db.close();
  const sorted = (texts: string[]) => texts.map(Number).sort((a, b) => a - b);
  return { ids: sorted(ids), leads, unlocked: sorted(unlocked) };
}

test(
  `${LEADS.toLocaleString('en-US')} leads, ${CROWD} of them in one second, and new ones all the time; 429, cut bodies and kill -9: the store ends with exactly the board’s ids`,
  async () => {
    const random = seededRandom(SEED);
    // A hundred at once, whatever is asked for.
    const board = await jobBoard(years(random), { cap: 100 });
    const troubled = new Map<number, Trouble>();
    const killAt: number[] = [];
    let kill = () => {};
    let arriving = true;
    board.trouble = (n) => troubled.get(n) ?? 'answer';
    board.before = (n) => {
      if (arriving && n % 15 === 0) {
        const at = Math.floor(Date.now() / 1000);
        for (let more = 0; more < 3; more++) board.leads.push(plainLead(board.leads.length + 1, at));
      }
      if (n % 97 === 0) troubled.set(n, 'cut');
      if (n === 40) troubled.set(n, 'throttle');
      if (killAt.includes(n)) kill();
    };
    const dataDir = testFolder();
    const connecting = ['connect', 'locumjobs', '--name', 'Board', '--url', board.url, '--user', BOARD_USER];
    await runCli(dataDir, [...connecting, '--max', '100', '--every', '1440', '--per-second', '500']);
    const toTheEnd = async () => {
      // A cut body ends the command with its reason; the next one goes on behind what is kept.
      while ((await cli(dataDir, ['sync', 'Board', '--wait']).ended).code !== 0);
    };
    const kept: number[] = [];
    for (let n = 0; n < KILLS; n++) {
      const running = cli(dataDir, ['sync', 'Board', '--wait']);
      kill = () => running.kill();
      killAt.push(board.asked.length + 5 + Math.floor((random() * LEADS) / 50 / KILLS));
      await running.ended;
      kept.push(held(dataDir).ids.length);
    }
    await toTheEnd();
    arriving = false;
    await toTheEnd();

    const { ids, leads, unlocked } = held(dataDir);
    expect(ids).toEqual(board.leads.map((lead) => lead.id));
    expect(leads).toBe(board.leads.length);
    expect(unlocked).toEqual(board.leads.filter((lead) => lead.unlocked !== null).map((lead) => lead.id));
    // The kills came in the middle, and what was kept before one is still there: nothing begins anew.
    expect(kept.some((count) => count > 0 && count < LEADS)).toBe(true);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    expect([...troubled.values()]).toEqual(expect.arrayContaining(['cut', 'throttle']));
    // Nothing is retrieved in the background: that would unlock it.
    expect(board.asked.every(({ path }) => path === '/api/v2.0/leads.json')).toBe(true);
    console.log(
      `${board.asked.length} requests for ${board.leads.length} leads; kept at the kills: ${kept.join(', ')}`,
    );
  },
  LONG ? 1_800_000 : 300_000,
);
