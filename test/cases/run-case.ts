import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PracticeDialer } from '../../src-main/practice/dialer/start-practice-dialer.ts';
import { dialSettings } from '../../src-preload/contract/index.ts';
import { connect, startDesk, type TestDesk, testDialer } from '../support/fault-desk.ts';
import { testFolder } from '../support/fault-list.ts';
import { until } from '../support/fault-until.ts';
import type { FileCase, Lead } from './case.ts';

type Held = Readonly<Record<string, unknown>>;

const FILES = new URL('./files/', import.meta.url).pathname;

function pathOf(name: string, content: string | Buffer | undefined, folder: string): string {
  if (content === undefined) return join(FILES, name);
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A desk that is connected to a practice dialer, with a list for each case. */
interface Place {
  readonly desk: TestDesk;
  readonly dialer: PracticeDialer;
  readonly connectionId: number;
}

async function place(lists: number): Promise<Place> {
  const listOf = (_: unknown, at: number) => ({ listId: listId(at), campaignId: 'PRACTICE', customFields: null });
  const dialer = await testDialer({ world: { lists: Array.from({ length: lists }, listOf) } });
  const desk = await startDesk();
  return { desk, dialer, connectionId: await connect(desk, { url: dialer.url }) };
}

const listId = (at: number): string => String(1001 + at);

/**
 * Imports each case's file through a whole core into a practice dialer, as an operator who takes every suggestion would.
 * @returns by case what is not as it should be, in words; only cases with which something is the matter
 */
export async function runCases(cases: readonly FileCase[]): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  const shared = await place(cases.length);
  for (const [at, one] of cases.entries()) {
    // A do-not-call list is the whole desk's: its case has one of its own.
    const where = one.doNotCall ? await place(at + 1) : shared;
    const problems = await runCase(where, one, listId(at)).catch((error: unknown) => [String(error)]);
    if (problems.length > 0) wrong[one.name] = problems;
  }
  return wrong;
}

async function runCase({ desk, dialer, connectionId }: Place, one: FileCase, list: string): Promise<string[]> {
  const folder = testFolder('case');
  if (one.doNotCall) {
    const path = pathOf(one.doNotCall.file ?? 'registry.txt', one.doNotCall.content, folder);
    await desk.call('dnc.import', { path });
  }
  const opened = await desk.call('imports.open', { path: pathOf(one.name, one.content, folder) });
  const { id } = opened;
  await desk.call('imports.configure', {
    id,
    connectionId,
    settings: dialSettings.parse({ list_id: list, campaign: 'PRACTICE' }),
    mapping: opened.suggestion.mapping,
  });
  await desk.call('imports.check', { id, thenStart: true });
  const done = await until(async () => {
    const now = await desk.call('imports.get', { id });
    const open = now.jobs.ready + now.jobs.held + now.jobs.sending;
    return now.state === 'failed' || (now.state === 'started' && open === 0) ? now : null;
  }, 'every row has a result');
  if (done.state === 'failed') return [`the check failed: ${done.error}`];
  const leads = dialer.admin.leads({ limit: 10_000 }).filter((lead) => lead.list_id === list);
  const problems = differences(one, leads as unknown as Held[], done.rows.total);
  if (problems.length > 0) {
    problems.push(`columns: ${opened.suggestion.guesses.map((guess) => `${guess.field} < ${guess.from.join('+')}`)}`);
    const { rows } = await desk.call('imports.rows', { id, limit: 12 });
    for (const { row, issues } of rows) {
      if (issues.length > 0) problems.push(`row ${row}: ${issues.map(({ code, field }) => `${code} ${field}`)}`);
    }
  }
  return problems;
}

function differences(one: FileCase, leads: readonly Held[], rows: number): string[] {
  const problems: string[] = [];
  const arrived = (phone: string) => leads.filter((lead) => lead.phone_number === phone);
  // What nobody gave is 0 or U in the dialer.
  const none: Held = { rank: '0', gender: 'U' };
  const value = (lead: Held, field: string) => {
    const held = String(lead[field] ?? '');
    return held === none[field] ? '' : held;
  };
  const compare = (wanted: Lead, found: readonly Held[]) => {
    if (found.length > 1) problems.push(`${wanted.phone_number} arrived ${found.length} times`);
    for (const [field, should] of Object.entries(wanted)) {
      const is = found[0] === undefined ? should : value(found[0], field);
      if (is !== should) problems.push(`${wanted.phone_number}: ${field} is “${is}”, not “${should}”`);
    }
  };
  for (const wanted of one.sent ?? []) {
    const found = arrived(wanted.phone_number);
    if (found.length === 0) problems.push(`${wanted.phone_number} did not arrive`);
    compare(wanted, found);
  }
  for (const wanted of one.either ?? []) compare(wanted, arrived(wanted.phone_number));
  for (const phone of one.never ?? []) if (arrived(phone).length > 0) problems.push(`${phone} arrived`);
  for (const lead of leads) {
    for (const field of one.empty ?? []) {
      if (value(lead, field) !== '')
        problems.push(`${lead.phone_number}: ${field} is “${value(lead, field)}”, not empty`);
    }
    for (const [field, allowed] of Object.entries(one.only ?? {})) {
      if (!allowed.includes(value(lead, field)))
        problems.push(`${lead.phone_number}: ${field} is “${value(lead, field)}”`);
    }
  }
  if (one.rows !== undefined && rows !== one.rows) problems.push(`${rows} rows were counted, not ${one.rows}`);
  if (one.leads !== undefined && leads.length !== one.leads)
    problems.push(`${leads.length} leads arrived, not ${one.leads}`);
  return problems;
}
