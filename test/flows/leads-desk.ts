import { onTestFinished } from 'vitest';
import { type PracticeDesk, startPracticeDesk } from '../../src-main/practice/liondesk/start-practice-desk.ts';
import {
  type PracticeBoard,
  type PracticeBoardOptions,
  startPracticeBoard,
} from '../../src-main/practice/locumjobs/start-practice-board.ts';
import { type LeadDetail, type LeadFilterInput, leadFilter } from '../../src-preload/contract/index.ts';
import { PASSWORD, type TestDesk, USER } from '../support/fault-desk.ts';

/** A job board that knows the tests' password; closed after the test. */
export async function testBoard(options: Partial<PracticeBoardOptions> = {}): Promise<PracticeBoard> {
  const board = await startPracticeBoard({ user: USER, password: PASSWORD, ...options });
  onTestFinished(() => board.close());
  return board;
}

/** A LionDesk that takes the tests' password as its token; closed after the test. */
export async function testLion(leads: number): Promise<PracticeDesk> {
  const lion = await startPracticeDesk({ token: PASSWORD, leads });
  onTestFinished(() => lion.close());
  return lion;
}

interface BoardLogin {
  readonly name?: string;
  readonly format?: 'json' | 'xml';
  readonly auth?: 'basic' | 'bearer';
  readonly timeoutMs?: number;
}

/** Connects a desk to a board, which is fetched only when it is told to. @returns the connection's id */
export async function connectBoard(desk: TestDesk, url: string, login: BoardLogin = {}): Promise<number> {
  const { name = 'Board', format = 'json', auth = 'basic', timeoutMs = 5_000 } = login;
  const made = await desk.call('connections.save', {
    kind: 'locumjobs',
    name,
    url,
    user: USER,
    password: PASSWORD,
    timeoutMs,
    perSecond: 1_000,
    source: { kind: 'locumjobs', format, auth, everyMinutes: 1440 },
  });
  return made.id;
}

/** Connects a desk to a LionDesk, which is fetched only when it is told to. @returns the connection's id */
export async function connectLion(desk: TestDesk, url: string): Promise<number> {
  const made = await desk.call('connections.save', {
    kind: 'liondesk',
    name: 'LionDesk',
    url,
    password: PASSWORD,
    perSecond: 1_000,
    source: { kind: 'liondesk', everyMinutes: 1440 },
  });
  return made.id;
}

/** Fetches to the end. @throws Error with the source's own words when it did not end well */
export async function synced(desk: TestDesk, id: number, everything = false): Promise<void> {
  const { error } = await desk.call('sources.sync', { id, everything, wait: true });
  if (error !== null) throw new Error(error);
}

/** The ids of all leads that match, oldest first. */
export async function leadIds(desk: TestDesk, filter: LeadFilterInput = {}): Promise<number[]> {
  const list = { filter: leadFilter.parse(filter), sort: { by: 'received', direction: 'ascending' } } as const;
  const ids: number[] = [];
  for (;;) {
    const page = await desk.call('leads.rows', { ...list, at: ids.length, limit: 500 });
    ids.push(...page.ids);
    if (page.ids.length < 500) return ids;
  }
}

/** Every lead whole. */
export async function allLeads(desk: TestDesk, filter: LeadFilterInput = {}): Promise<LeadDetail[]> {
  const leads: LeadDetail[] = [];
  for (const id of await leadIds(desk, filter)) leads.push(await desk.call('leads.get', { id }));
  return leads;
}

/** The lead that a vendor's record belongs to. */
export async function leadOf(desk: TestDesk, connectionId: number, externalId: number): Promise<LeadDetail> {
  const [row] = desk.rows<{ lead_id: number }>(
    'SELECT lead_id FROM lead_record WHERE connection_id = ? AND external_id = ?',
    connectionId,
    String(externalId),
  );
  if (row === undefined) throw new Error(`No lead has the record ${externalId} of connection ${connectionId}`);
  return await desk.call('leads.get', { id: row.lead_id });
}
