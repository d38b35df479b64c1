import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PracticeDialer, startPracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import type { CheckedRow, DeskStatus, DialImport, Job } from '../../src-preload/contract/index.ts';
import { builtFile } from '../support/built-parts.ts';
import { deskInReach } from '../support/desk-in-reach.ts';
import { makeXlsx } from '../support/make-xlsx.ts';
import { writeMessyList } from './messy-list.ts';

const ROWS = process.env.TRUNKLINE_LONG === '1' ? 100_000 : 600;
const run = promisify(execFile);

let folder: string;
let dialer: PracticeDialer;
let running: Awaited<ReturnType<typeof deskInReach>> | null = null;

/** One verb of the terminal shell, as a script calls it. */
async function trunkline(
  args: readonly string[],
  options: { password?: string } = {},
): Promise<{ out: string; remarks: string; code: number }> {
  const env = { ...process.env, ...(options.password === undefined ? {} : { TRUNKLINE_PASSWORD: options.password }) };
  try {
    const { stdout, stderr } = await run(
      process.execPath,
      [builtFile('terminal'), ...args, '--data', join(folder, 'desk')],
      {
        env,
        maxBuffer: 1 << 30,
      },
    );
    return { out: stdout, remarks: stderr, code: 0 };
  } catch (error) {
    const failed = error as { stdout?: string; stderr?: string; code?: number };
    return { out: failed.stdout ?? '', remarks: failed.stderr ?? '', code: failed.code ?? -1 };
  }
}

const json = async <T>(args: readonly string[], ends = 0): Promise<T> => {
  const { out, remarks, code } = await trunkline([...args, '--json']);
  expect(code, out + remarks).toBe(ends);
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

/** The same on a desk that runs: what is refused and said is the terminal's in both cases. */
async function openRunning(): Promise<void> {
  await open();
  running = await deskInReach(join(folder, 'desk'));
}

async function close(): Promise<void> {
  await running?.close();
  running = null;
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
    const again = await json<{ summary: { rows: { total: number; send: number } } }>(
      ['import', rejects, ...into, ...maps, '--dry-run'],
      1,
    );
    expect(again.summary.rows).toMatchObject({ total: list.repeated + list.hopeless, send: 0 });
  });

  it('finds every row of the same file already there when it is sent again', { timeout: 120_000 }, async () => {
    const file = join(folder, 'liste.csv');
    const list = writeMessyList(file, 300);
    const into = ['--to', 'Practice', '--list', '101', '--campaign', 'PRACTICE'];
    const first = await json<DialImport>(['import', file, ...into, '--wait']);
    const second = await json<DialImport>(['import', file, ...into, '--wait'], 1);
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

describe('what is said and decided in the terminal', () => {
  beforeAll(openRunning);
  afterAll(close);

  const INTO = ['--to', 'Practice', '--list', '101', '--campaign', 'PRACTICE'];
  const write = (name: string, ...lines: string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };

  it('a dry run says which column fills which field, and which are ignored', async () => {
    const file = write('uses.csv', 'Phone,First Name,Landing Page', '7275550101,Nora,/spring', '8135550102,Omar,/home');
    const { out, code } = await trunkline(['import', file, ...INTO, '--dry-run', '--map', 'First Name=nickname']);
    expect(code).toBe(0);
    expect(out).toContain('2 of 3 columns are sent:');
    expect(out).toContain('  Phone → Phone (phone_number): 7275550101, 8135550102');
    expect(out).toContain('  First Name → custom field nickname: Nora, Omar');
    expect(out).toContain('  Landing Page → ignored, no field recognized: /spring, /home');
    const said = await json<{ columns: unknown[] }>(['import', file, ...INTO, '--dry-run']);
    expect(said.columns).toMatchObject([
      { header: 'Phone', fields: ['phone_number'], ignored: null },
      // What was said once is remembered for these columns.
      { header: 'First Name', fields: [], custom: ['nickname'], ignored: null },
      { header: 'Landing Page', fields: [], ignored: 'no field recognized', samples: ['/spring', '/home'] },
    ]);
  });

  it('every choice of the columns and checks has a flag', async () => {
    const file = write(
      'choices.csv',
      'Phone,Area,Born,Extra,OK to call',
      '7275550101,FL,03/04/1980,a,yes',
      '8135550102,FL,05/06/1980,b,no',
      '7275550101,FL,07/08/1980,c,yes',
    );
    const flags = [
      '--map',
      '#2=comments',
      '--map',
      'Extra=comments',
      '--joiner',
      'comments= - ',
      '--map',
      'Born=date_of_birth',
    ];
    const decided = ['--date-order', 'dmy', '--do-not-call', 'OK to call=call', '--send-anyway', 'duplicate-in-file'];
    const { sample, summary } = await json<{ sample: CheckedRow[]; summary: { rows: DialImport['rows'] } }>([
      ...['import', file, ...INTO, '--dry-run', ...flags, ...decided],
    ]);
    expect(summary.rows).toMatchObject({ total: 3, send: 2, 'duplicate-in-file': 0 });
    expect(sample.map(({ row, fields }) => [row, fields.date_of_birth, fields.comments])).toEqual([
      [1, '1980-04-03', 'FL - a'],
      [3, '1980-08-07', 'FL - c'],
    ]);
    const sent = await json<DialImport>([
      'import',
      file,
      ...INTO,
      ...flags,
      '--leave-out',
      'duplicate-in-file',
      '--do-not-call',
      'none',
      '--wait',
    ]);
    expect(sent.rows).toMatchObject({ total: 3, send: 2 });
    expect(sent.jobs.delivered).toBe(2);
  });

  it('full names are split, in the order that is said, or not at all', async () => {
    const file = write(
      'full.csv',
      'Phone,Who,Name',
      '7275550401,Quill Nora,Reed Pia',
      '8135550402,Vance Omar,Stone Ray',
    );
    const names = async (...flags: string[]) => {
      const said = await json<{ sample: CheckedRow[]; columns: { fields: string[] }[] }>([
        'import',
        file,
        ...INTO,
        '--dry-run',
        ...flags,
      ]);
      const [row] = said.sample;
      return [row?.fields.first_name, row?.fields.last_name, said.columns.map(({ fields }) => fields.join())];
    };
    expect(await names()).toEqual(['Reed', 'Pia', ['phone_number', '', 'full_name']]);
    const who = ['--map', 'Who=full_name'];
    expect(await names(...who, '--full-names', 'last-first')).toEqual([
      'Nora',
      'Quill',
      ['phone_number', 'full_name', ''],
    ]);
    expect(await names(...who, '--full-names', 'whole')).toEqual([
      'Quill Nora',
      undefined,
      ['phone_number', 'full_name', ''],
    ]);
    const refused = await trunkline([
      'import',
      file,
      ...INTO,
      '--map',
      'Who=',
      '--map',
      'Name=',
      '--full-names',
      'whole',
    ]);
    expect(refused.remarks).toContain('--full-names whole: no column of full.csv holds full names.');
    expect(refused.code).toBe(2);
  });

  it('a workbook is read as its first sheet, or as the one that is named', async () => {
    const file = join(folder, 'book.xlsx');
    makeXlsx(file, {
      sheets: [
        {
          name: 'Old',
          rows: [
            ['Phone', 'Full Name'],
            ['7275550501', 'Nora Quill'],
          ],
        },
        {
          name: 'New',
          rows: [
            ['Phone', 'Full Name'],
            [7275550502, 'Vance, Omar'],
          ],
        },
      ],
    });
    const read = async (...flags: string[]) => {
      const said = await json<{ sample: CheckedRow[] }>(['import', file, ...INTO, '--dry-run', ...flags]);
      return said.sample.map(({ fields }) => [fields.phone_number, fields.first_name, fields.last_name]);
    };
    expect(await read()).toEqual([['7275550501', 'Nora', 'Quill']]);
    for (const sheet of ['New', '2']) expect(await read('--sheet', sheet)).toEqual([['7275550502', 'Omar', 'Vance']]);
    const refused = await trunkline(['import', file, ...INTO, '--dry-run', '--sheet', 'Third']);
    expect(refused.code).toBe(1);
    expect(refused.remarks).toMatch(/Third.*“Old”, “New”/);
  });

  it('a run of which not one row goes does not end well, and says why', async () => {
    const file = write('none.csv', 'Phone,First Name', ',Nora', '12,Omar');
    for (const how of [['--dry-run'], ['--wait'], []]) {
      const { remarks, code } = await trunkline(['import', file, ...INTO, ...how]);
      expect([how, code]).toEqual([how, 1]);
      expect(remarks).toContain('No row of none.csv can be sent: all 2 rows are left out.');
      expect(remarks).toContain('  1 row left out: no phone');
    }
  });

  it.each([
    [['--leave-out', 'zone-disagres'], /--leave-out zone-disagres: there is no reason.*Did you mean zone-disagrees\?/],
    [['--map', 'Phon=phone_number'], /names\.csv has no column "Phon"\. Did you mean "Phone"\?/],
    [['--date-order', 'dym'], /--date-order must be one of mdy, dmy, ymd, not "dym"/],
    [['--joiner', 'comments=,'], /no column of names\.csv fills comments/],
    [['--map', 'Phone='], /No column of names\.csv looks like phone numbers/],
    [['--dryrun'], /Did you mean --dry-run\?/],
  ])('%j is refused with what was meant', async (flags, words) => {
    const file = write('names.csv', 'Phone,First Name', '7275550101,Nora');
    const refused = await trunkline(['import', file, ...INTO, ...flags]);
    expect(refused.remarks).toMatch(words);
    expect(refused.code).toBe(2);
  });

  it.each([[['import', '--help']], [['help', 'import']], [['-h']], [['help', 'imports.get']]])(
    '%j answers',
    async (args) => {
      const { out, code } = await trunkline(args);
      expect(code).toBe(0);
      expect(out).toContain('Exit codes:');
    },
  );
});

describe('the terminal refuses in words', () => {
  // What is refused leaves the desk as it was: one is enough for all.
  beforeAll(openRunning);
  afterAll(close);

  it.each([
    [['import', 'nowhere.csv', '--to', 'Practice', '--list', '101', '--campaign', 'X'], 1, /nowhere\.csv doesn/],
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
    [['jobs', '--state', 'lost'], 2, /--state must be one of ready/],
    [['fly'], 2, /no verb or command "fly"/],
    [['imports.get', '{"id":"x"}'], 1, /id/],
    [['connect', 'crocodial', '--name', 'A', '--url', 'http://dialer.example.com', '--user', 'u'], 1, /Use https/],
  ])('%j', async (args, code, words) => {
    const refused = await trunkline(args, { password: 'secret-word' });
    expect(refused.out + refused.remarks).toMatch(words);
    expect(refused.code).toBe(code);
  });
});
