import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { CorePorts } from '../../../src-main/core/ports.ts';
import { startCore } from '../../../src-main/core/start-core.ts';
import { type CheckedBatch, checkFile } from '../../../src-main/dialing/check-file.ts';
import type { FileChecker } from '../../../src-main/dialing/check-import.ts';
import { fromRowId, rowId } from '../../../src-main/dialing/row-id.ts';
import type { Transport } from '../../../src-main/queue/types.ts';
import {
  type DialImport,
  type DialSettingsInput,
  dialSettings,
  type Issue,
  type RowCounts,
} from '../../../src-preload/contract/index.ts';
import { type DeskOptions, startDesk, type TestDesk } from '../../support/fault-desk.ts';
import { testFolder } from '../../support/fault-list.ts';
import { until } from '../../support/fault-until.ts';

export const HEADER = 'Lead Code,Phone,First Name,Last Name,State,Birth Date';
/** An address that nothing is ever sent to here: `quietDesk` fails the test when something is. */
export const NOWHERE = 'https://127.0.0.1:9/';

/** A phone that is valid, and different for each number below a million. */
export const phone = (n: number): string => `727${String(2_000_000 + n)}`;
/** A row that nothing is the matter with. */
export const good = (n: number, tel = phone(n)): string => `L${n},${tel},Ann,Example,FL,1980-01-02`;

/** Checks in this thread, and may be looked into. */
export const checkHere: FileChecker = { check: (order, store) => checkFile(order, store) };

/** A checker that calls `meanwhile` as soon as the core has been handed a batch, before it has stored all of it. */
export function checkWith(meanwhile: (batch: CheckedBatch) => Promise<void>): FileChecker {
  return {
    check: (order, store) =>
      checkFile(order, async (batch) => {
        const stored = store(batch);
        await meanwhile(batch);
        await stored;
      }),
  };
}

export interface QuietOptions extends DeskOptions {
  readonly checker?: FileChecker;
}

/** A desk of which nothing may leave: the queue runs, its connections are stopped, and whatever is sent fails the test. */
export async function quietDesk(options: QuietOptions = {}): Promise<TestDesk> {
  const sent: string[] = [];
  const transport: Transport = {
    send: (_, __, requests) => sent.push(...requests.map(({ request }) => request.shown)),
    withdraw: () => {},
    onResults: () => {},
    close: async () => {},
  };
  onTestFinished(() => expect(sent).toEqual([]));
  const start = (ports: CorePorts) => startCore(ports, { checker: options.checker ?? checkHere, transport });
  return await startDesk({ ...options, start });
}

/** A connection that is paused before it has anything to send. @returns its id */
export async function pausedConnection(desk: TestDesk, name = 'Dialer'): Promise<number> {
  const { id } = await desk.call('connections.save', { name, url: NOWHERE, user: 'u', password: 'secret' });
  await desk.call('connections.pause', { id });
  return id;
}

export interface ListOptions {
  readonly header?: string;
  readonly settings?: Partial<DialSettingsInput>;
  readonly path?: string;
}

/** Writes a list. @returns its path */
export function writeList(rows: readonly string[], header = HEADER): string {
  const path = join(testFolder('list'), 'list.csv');
  writeFileSync(path, `${[header, ...rows].join('\n')}\n`);
  return path;
}

/** Opens a list and says where it goes. @returns the draft's id */
export async function draft(
  desk: TestDesk,
  connectionId: number,
  rows: readonly string[],
  options: ListOptions = {},
): Promise<number> {
  const opened = await desk.call('imports.open', { path: options.path ?? writeList(rows, options.header) });
  await desk.call('imports.configure', {
    id: opened.id,
    connectionId,
    settings: dialSettings.parse({ list_id: '101', campaign: 'PRACTICE', ...options.settings }),
    mapping: opened.suggestion.mapping,
  });
  return opened.id;
}

/** Checks an import, to its end. */
export async function check(desk: TestDesk, id: number): Promise<DialImport> {
  await desk.call('imports.check', { id });
  return await checkEnds(desk, id);
}

/** Waits for the end of a check. */
export async function checkEnds(desk: TestDesk, id: number): Promise<DialImport> {
  return await until(async () => {
    const found = await desk.call('imports.get', { id });
    return found.state === 'checking' ? null : found;
  }, 'the check ends');
}

/** Opens and checks a list. @returns its id */
export async function checkedList(
  desk: TestDesk,
  connectionId: number,
  rows: readonly string[],
  options: ListOptions = {},
): Promise<number> {
  const id = await draft(desk, connectionId, rows, options);
  expect(await check(desk, id)).toMatchObject({ state: 'checked', error: null });
  return id;
}

/** What is on disk of an import's rows, by row; reasons by code and field. */
export interface OnDisk {
  readonly rows: { row: number; record: string; phone: string | null; verdict: number; issues: string | null }[];
  readonly marks: string[];
  readonly reasons: Record<string, number>;
  readonly verdicts: Record<string, number>;
}

/** Reads an import's rows and marks, and proves that every count that is kept is what a count says. */
export function readWhole(desk: TestDesk, id: number): OnDisk {
  const rows = desk
    .rows<{ id: number; record: string; phone: string | null; verdict: number; issues: string | null }>(
      'SELECT * FROM import_row WHERE id BETWEEN ? AND ? ORDER BY id',
      rowId(id, 0),
      rowId(id + 1, 0) - 1,
    )
    .map(({ id: key, ...row }) => ({ row: fromRowId(key).row, ...row }));
  expect(rows.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 1));

  const kept = desk.rows<{ verdict: number; rows: number }>(
    'SELECT verdict, rows FROM import_verdict WHERE import_id = ? AND rows > 0 ORDER BY verdict',
    id,
  );
  const verdicts = tally(rows.map(({ verdict }) => String(verdict)));
  expect(Object.fromEntries(kept.map((one) => [one.verdict, one.rows]))).toEqual(verdicts);

  const fromRows = rows.flatMap(({ row, issues }) => [
    ...new Set(((JSON.parse(issues ?? '[]') as Issue[]) ?? []).map((one) => `${row} ${one.code} ${one.field}`)),
  ]);
  const marks = desk
    .rows<{ mark: string }>(
      `SELECT i.row_no || ' ' || r.code || ' ' || r.field AS mark FROM import_issue i
       JOIN import_reason r ON r.import_id = i.import_id AND r.id = i.reason_id WHERE i.import_id = ?`,
      id,
    )
    .map(({ mark }) => mark);
  expect(marks.sort()).toEqual(fromRows.sort());
  const reasons = Object.fromEntries(
    desk
      .rows<{ reason: string; rows: number }>(
        `SELECT code || ' ' || field AS reason, rows FROM import_reason WHERE import_id = ? AND rows > 0 ORDER BY 1`,
        id,
      )
      .map((one) => [one.reason, one.rows]),
  );
  expect(reasons).toEqual(tally(marks.map((mark) => mark.slice(mark.indexOf(' ') + 1))));
  return { rows, marks, reasons, verdicts };
}

/** The counts as commands tell them, which must add up. */
export async function counts(desk: TestDesk, id: number): Promise<RowCounts> {
  const { rows } = await desk.call('imports.get', { id });
  const { total, ...parts } = rows;
  expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(total);
  return rows;
}

/** The number of a reason. @throws Error where there is none */
export async function reasonId(desk: TestDesk, id: number, code: string): Promise<number> {
  const found = (await desk.call('imports.reasons', { id })).find((reason) => reason.code === code);
  if (!found) throw new Error(`Import ${id} has no reason ${code}`);
  return found.id;
}

function tally(words: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const word of words) found[word] = (found[word] ?? 0) + 1;
  return found;
}
