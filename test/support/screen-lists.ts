import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { type DialSettingsInput, dialSettings, type ImportDetail } from '../../src-preload/contract/index.ts';
import { type Desk, expect, LOADER } from './screen.ts';

/** The phone of a generated row, from 1: ten digits in Florida. */
export function phoneOf(row: number): string {
  return `727${555 + Math.floor(row / 10_000)}${String(row % 10_000).padStart(4, '0')}`;
}

/** A dial list of this many valid rows. */
export function plainList(rows: number): string {
  const lines = ['Phone,First Name,Last Name,City,State,ZIP'];
  for (let row = 1; row <= rows; row++) {
    lines.push(`${phoneOf(row)},Ann,Row ${row},Tampa,FL,33602`);
  }
  return `${lines.join('\n')}\n`;
}

/** Writes a file where the desk may read it. @returns its path */
export function putFile(desk: Desk, name: string, text: string | Uint8Array): string {
  const path = join(desk.dataDir, name);
  writeFileSync(path, text);
  return path;
}

/** Connects the test's practice dialer. @returns the connection's id */
export async function connect(
  desk: Desk,
  dialer: PracticeDialer,
  pace: { readonly concurrency?: number; readonly perSecond?: number; readonly timeoutMs?: number } = {},
): Promise<number> {
  const { id } = await desk.call('connections.save', {
    name: 'Main dialer',
    url: dialer.url,
    user: LOADER.user,
    password: LOADER.password,
    ...pace,
  });
  return id;
}

const SETTINGS: DialSettingsInput = {
  list_id: '101',
  campaign: 'PRACTICE',
  duplicate_check: { checks: [], days: null },
};

/** Opens a file and checks all its rows, so that it can be started from the screen. */
export async function checkedList(
  desk: Desk,
  connectionId: number,
  path: string,
  settings: DialSettingsInput = SETTINGS,
): Promise<ImportDetail> {
  const { id, suggestion } = await desk.call('imports.open', { path });
  await desk.call('imports.configure', {
    id,
    connectionId,
    mapping: suggestion.mapping,
    settings: dialSettings.parse(settings),
  });
  await desk.call('imports.check', { id });
  await expect
    .poll(async () => (await desk.call('imports.get', { id })).state, { intervals: [50, 100, 250] })
    .toBe('checked');
  return desk.call('imports.get', { id });
}

/** Starts a list of this many valid rows. */
export async function startedList(desk: Desk, connectionId: number, rows: number, name = 'leads.csv'): Promise<number> {
  const { id } = await checkedList(desk, connectionId, putFile(desk, name, plainList(rows)));
  await desk.call('imports.start', { id });
  return id;
}
