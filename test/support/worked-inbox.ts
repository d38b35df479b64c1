import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LeadSort, leadFacet, leadFilter } from '../../src-preload/contract/index.ts';
import { connectBoard, leadIds, synced, testBoard } from '../flows/leads-desk.ts';
import { startDesk, type TestDesk } from './fault-desk.ts';
import { testFolder } from './fault-list.ts';

/** Enough for what is done to some of them, and for tables of the index with several pages. */
export const LEADS = process.env.TRUNKLINE_LONG === '1' ? 1_500 : 800;

const everyone = leadFilter.parse({});
const SORTS: LeadSort[] = [
  { by: 'received', direction: 'descending' },
  { by: 'name', direction: 'ascending' },
  { by: 'state', direction: 'descending' },
];
/** Beginnings of names and cities, a phone's digits, and what a forgotten person was called. */
const TEXTS = ['mar', 'jo', 'st', 'san', '555', 'davis', '@'];

/** Answers to questions of every kind that the index answers. */
export async function indexAnswers(desk: Pick<TestDesk, 'call'>): Promise<unknown> {
  const found: unknown[] = [];
  for (const facet of leadFacet.options)
    found.push([facet, await desk.call('leads.facet', { facet, filter: everyone })]);
  const filters = [
    everyone,
    leadFilter.parse({ any: { status: ['done'] } }),
    leadFilter.parse({ none: { tag: ['hot'] }, any: { owner: ['Dorothy'] } }),
    leadFilter.parse({ empty: ['owner'] }),
    ...TEXTS.map((text) => leadFilter.parse({ text })),
  ];
  found.push(await desk.call('leads.counts', { filters }));
  for (const filter of filters) {
    for (const sort of SORTS) found.push((await desk.call('leads.rows', { filter, sort, limit: 100 })).ids);
  }
  return found;
}

/** A closed desk with leads and work of every kind. */
export interface WorkedInbox {
  readonly dataDir: string;
  /** What `indexAnswers` gave before it was closed. */
  readonly before: unknown;
  /** A person who was erased. */
  readonly forgotten: { readonly name: string; readonly email: string };
}

/** Makes such a desk in a folder that the caller removes, on data that `prepare` made. */
async function makeWorkedInbox(leads: number, prepare: (dataDir: string) => void): Promise<WorkedInbox> {
  const board = await testBoard({ leads });
  const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-index-'));
  prepare(dataDir);
  const desk = await startDesk({ dataDir });
  await synced(desk, await connectBoard(desk, board.url));
  const ids = await leadIds(desk);
  const action = (from: number, to: number, what: Parameters<typeof desk.call<'leads.act'>>[1]['act']) =>
    desk.call('leads.act', { which: { ids: ids.slice(from, to) }, act: what });
  await action(0, 200, { kind: 'status', status: 'done' });
  await action(100, 130, { kind: 'status', status: 'do-not-call' });
  await action(50, 90, { kind: 'tag', tag: 'hot' });
  await action(80, 400, { kind: 'owner', owner: 'Dorothy' });
  await desk.call('notes.add', { leadId: ids[3] ?? 0, text: 'asks for mareike' });
  const erased = ids[7] ?? 0;
  const { fields } = await desk.call('leads.get', { id: erased });
  await desk.call('leads.forget', { id: erased });
  const before = await indexAnswers(desk);
  await desk.close();
  const forgotten = { name: `${fields.firstName} ${fields.lastName}`, email: fields.email };
  return { dataDir: desk.dataDir, before, forgotten };
}

/** Makes a desk once, and gives each test a copy of it. */
export function workedInboxes(
  leads: number,
  prepare: (dataDir: string) => void = () => {},
): { copy(): Promise<WorkedInbox>; remove(): Promise<void> } {
  let made: Promise<WorkedInbox> | null = null;
  return {
    async copy() {
      made ??= makeWorkedInbox(leads, prepare);
      const { dataDir, ...rest } = await made;
      const copy = testFolder('index');
      cpSync(dataDir, copy, { recursive: true });
      return { dataDir: copy, ...rest };
    },
    async remove() {
      if (made) rmSync((await made).dataDir, { recursive: true, force: true });
    },
  };
}
