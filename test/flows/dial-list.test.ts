import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import type { CheckedRow, DeskStatus, DialImport, Job } from '../../src-preload/contract/index.ts';
import { writeMessyList } from './messy-list.ts';

const ROWS = process.env.TRUNKLINE_LONG === '1' ? 100_000 : 2_000;
const run = promisify(execFile);

let folder: string;
let dialer: PracticeDialer;

/** One verb of the terminal shell, as a script calls it. */
async function trunkline(
  args: readonly string[],
  options: { password?: string } = {},
): Promise<{ out: string; code: number }> {
  const env = { ...process.env, ...(options.password === undefined ? {} : { TRUNKLINE_PASSWORD: options.password }) };
  try {
    const { stdout } = await run(
      process.execPath,
      ['src-main/shells/cli/main.ts', ...args, '--data', join(folder, 'desk')],
      {
        env,
        maxBuffer: 1 << 30,
      },
    );
    return { out: stdout, code: 0 };
  } catch (error) {
    const failed = error as { stdout?: string; stderr?: string; code?: number };
    return { out: `${failed.stdout ?? ''}${failed.stderr ?? ''}`, code: failed.code ?? -1 };
  }
}

const json = async <T>(args: readonly string[]): Promise<T> => {
  const { out, code } = await trunkline([...args, '--json']);
  expect(code, out).toBe(0);
  return JSON.parse(out) as T;
};

/** A desk that is connected to a practice dialer. */
async function open(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-flow-'));
  dialer = await startPracticeDialer({ behaviour: { accents: 'vanish' } });
  const connected = await trunkline(
    ['connect', 'crocodial', '--name', 'Practice', '--url', dialer.url, '--user', 'practice'],
    {
      password: 'practice',
    },
  );
  expect(connected).toMatchObject({ code: 0 });
}

async function close(): Promise<void> {
  await dialer.close();
  rmSync(folder, { recursive: true, force: true });
}

describe('a messy list goes from its file into the dialer', () => {
  beforeEach(open);
  afterEach(close);

  it('whole and once, every field as shown before sending, and its rejects come back mended', {
    timeout: 900_000,
  }, async () => {
    const file = join(folder, 'liste.csv');
    const list = writeMessyList(file, ROWS);
    const into = ['--to', 'Practice', '--list', '101', '--campaign', 'PRACTICE', '--set', 'duplicate_check=DUPLIST'];
    const maps = ['--map', 'PLZ=postal_code', '--map', 'Lead Nr=vendor_lead_code', '--map', 'Kommentar=comments'];

    const dry = await json<{ summary: { rows: { total: number } }; import: number }>([
      'import',
      file,
      ...into,
      ...maps,
      '--dry-run',
    ]);
    expect(dry.summary.rows.total).toBe(list.rows);
    // The one that tested the connection.
    expect(dialer.admin.counts().requests).toBe(1);

    const done = await json<DialImport>(['import', file, ...into, ...maps, '--wait']);
    expect(done.rows).toMatchObject({ total: list.rows, 'duplicate-in-file': list.repeated, error: list.hopeless });
    const { delivered, duplicate, rejected } = done.jobs;
    expect(delivered + duplicate + rejected + (done.rows.total - done.rows.send)).toBe(list.rows);
    expect(delivered).toBe(list.rows - list.repeated - list.hopeless);

    const jobs = await json<Job[]>(['jobs', '--state', 'delivered', '--import', String(done.id)]);
    expect(jobs).toHaveLength(delivered);
    expect(dialer.admin.count()).toBe(delivered);
    expect(dialer.admin.counts().maxInFlightPerPhone).toBe(1);
    const shown = new Map<number, CheckedRow>();
    for (let after = 0; ; ) {
      const { rows, more } = await json<{ rows: CheckedRow[]; more: boolean }>([
        'imports.rows',
        JSON.stringify({ id: done.id, verdict: 'send', after, limit: 500 }),
      ]);
      for (const row of rows) shown.set(row.row, row);
      if (!more) break;
      after = rows.at(-1)?.row ?? 0;
    }
    const leads = new Map(dialer.admin.leads({ limit: ROWS }).map((lead) => [String(lead.lead_id), lead]));
    for (const job of jobs) {
      const lead = leads.get(job.leadId ?? '');
      const fields = shown.get(job.row)?.fields ?? {};
      expect(lead, `row ${job.row}`).toBeDefined();
      const held = Object.fromEntries(Object.keys(fields).map((name) => [name, lead?.[name as keyof typeof lead]]));
      expect(held, `row ${job.row}`).toEqual(fields);
    }

    const rejects = join(folder, 'rejects.csv');
    expect(await trunkline(['rejects', String(done.id), '--out', rejects])).toMatchObject({ code: 0 });
    expect(readFileSync(rejects, 'utf8')).toMatch(
      /^\uFEFFVorname,Nachname,Telefon,.*,Trunkline reason,Vendor line\r\n/,
    );
    const again = await json<{ summary: { rows: { total: number; send: number } } }>([
      'import',
      rejects,
      ...into,
      ...maps,
      '--dry-run',
    ]);
    expect(again.summary.rows).toMatchObject({ total: list.repeated + list.hopeless, send: 0 });
  });

  it('finds every row of the same file already there when it is sent again', { timeout: 120_000 }, async () => {
    const file = join(folder, 'liste.csv');
    const list = writeMessyList(file, 300);
    const into = ['--to', 'Practice', '--list', '101', '--campaign', 'PRACTICE'];
    const first = await json<DialImport>(['import', file, ...into, '--wait']);
    const second = await json<DialImport>(['import', file, ...into, '--wait']);
    expect(second.id).not.toBe(first.id);
    expect(second.rows).toMatchObject({
      total: list.rows,
      send: 0,
      'duplicate-earlier': first.rows.send + list.repeated,
    });
    expect(dialer.admin.count()).toBe(first.jobs.delivered);
    const status = await json<DeskStatus>(['status']);
    expect(status.counts.total).toBe(first.jobs.delivered);
  });
});

describe('the terminal refuses in words', () => {
  // What is refused leaves the desk as it was: one is enough for all.
  beforeAll(open);
  afterAll(close);

  it.each([
    [['import', 'nowhere.csv', '--to', 'Practice', '--list', '101', '--campaign', 'X'], 1, /nowhere\.csv isn't there/],
    [
      ['import', 'package.json', '--to', 'Nobody', '--list', '101', '--campaign', 'X'],
      1,
      /no connection called Nobody.*Practice/,
    ],
    [['import', 'package.json', '--to', 'Practice', '--list', '12', '--campaign', 'X'], 2, /list 999/],
    [
      ['import', 'package.json', '--to', 'Practice', '--list', '101', '--campaign', 'X', '--set', 'dnc_check=yes'],
      2,
      /dnc_check/,
    ],
    [['jobs', '--state', 'lost'], 2, /--state is one of ready/],
    [['fly'], 2, /no verb or command "fly"/],
    [['imports.get', '{"id":"x"}'], 1, /id/],
    [['connect', 'crocodial', '--name', 'A', '--url', 'http://dialer.example.com', '--user', 'u'], 1, /Use https/],
  ])('%j', async (args, code, words) => {
    const refused = await trunkline(args, { password: 'secret-word' });
    expect(refused.out).toMatch(words);
    expect(refused.code).toBe(code);
  });
});
