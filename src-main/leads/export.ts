import { join } from 'node:path';
import type { CommandArguments, CommandOutput, LeadColumn } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { csvRow } from '../dialing/csv-out.ts';
import { type LineSink, writeFileWhole } from '../dialing/line-sink.ts';
import type { LeadSet } from '../lead-index/index.ts';
import { yieldToEventLoop } from '../platform/yielding.ts';
import { listRows } from './list-rows.ts';
import { personOf } from './person.ts';
import type { ListPort } from './ports.ts';
import { recordsOf } from './rows/records.ts';
import { chosenLeads, portions } from './selection.ts';

const LABELS: Readonly<Record<LeadColumn, string>> = {
  name: 'Name',
  status: 'Status',
  phone: 'Phone',
  email: 'Email',
  city: 'City',
  state: 'State',
  zip: 'ZIP',
  license: 'License',
  licensedStates: 'Licensed in',
  specialties: 'Specialties',
  experience: 'Experience',
  employmentType: 'Employment type',
  sources: 'Sources',
  owner: 'Owner',
  tags: 'Tags',
  attempts: 'Attempts',
  lastDisposition: 'Last outcome',
  callbackAt: 'Callback',
  unlocked: 'Unlocked',
  applied: 'Applied',
  sentAt: 'Sent',
  receivedAt: 'Received',
  touchedAt: 'Last touched',
};
const ALL = Object.keys(LABELS) as LeadColumn[];
const TIMES: ReadonlySet<LeadColumn> = new Set(['callbackAt', 'sentAt', 'receivedAt', 'touchedAt']);
const FLAGS: ReadonlySet<LeadColumn> = new Set(['unlocked', 'applied']);

/** A value as written to a file: times as ISO 8601 in UTC, flags as yes or no. */
function cellOf(column: LeadColumn, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (TIMES.has(column) && typeof value === 'number') return new Date(value).toISOString();
  if (FLAGS.has(column)) return value === 1 || value === 'yes' ? 'yes' : value === 0 ? 'no' : String(value);
  return String(value);
}

export interface OutPorts {
  readonly store: Store;
  readonly index: ListPort;
  readonly now: () => number;
  readonly exportsDir: string;
}

/**
 * Writes leads to a file, completely or not at all, in portions between which other commands can run. Formulas in CSV cells are made
 * harmless. CSV has a byte order mark, JSON has none. The file belongs to the operator, and erasing a person doesn't change it. @throws
 * CommandError `file` if the place can't or may not be written to
 */
export async function exportLeads(
  ports: OutPorts,
  { which, format, columns, path }: CommandArguments<'leads.export'>,
): Promise<CommandOutput<'leads.export'> & { leads: LeadSet }> {
  const { now, exportsDir } = ports;
  const leads = await chosenLeads(ports, which);
  const stamp = new Date(now()).toISOString().slice(0, 19).replaceAll(':', '-');
  const target = path ?? join(exportsDir, `leads ${stamp}.${format}`);
  const counted = { rows: 0 };
  const text =
    format === 'csv' ? csvText(ports, leads, columns ?? ALL, counted) : jsonText(ports, leads, columns, counted);
  const fill = async (sink: LineSink) => {
    for await (const part of text) {
      sink.write(part);
      await sink.drained();
    }
    return counted.rows;
  };
  return { ...(await writeFileWhole(target, fill, { mark: format === 'csv' })), leads };
}

async function* csvText(
  ports: OutPorts,
  leads: LeadSet,
  columns: readonly LeadColumn[],
  counted: { rows: number },
): AsyncGenerator<string> {
  yield csvRow(columns.map((column) => LABELS[column]));
  for (const portion of portions(leads)) {
    const { ids, columns: values } = listRows(ports, portion, columns);
    counted.rows += ids.length;
    yield ids.map((_, at) => csvRow(columns.map((column) => cellOf(column, values[column]?.[at])))).join('');
    await yieldToEventLoop();
  }
}

async function* jsonText(
  ports: OutPorts,
  leads: LeadSet,
  columns: readonly LeadColumn[] | undefined,
  counted: { rows: number },
): AsyncGenerator<string> {
  yield '[';
  for (const portion of portions(leads)) {
    const shown = columns ?? (['status', 'owner', 'tags', 'sources', 'attempts', 'receivedAt', 'unlocked'] as const);
    const { ids, columns: values } = listRows(ports, portion, shown);
    const objects = ids.map((id, at) => {
      const cells = shown.map((column) => [column, jsonValue(column, values[column]?.[at] ?? null)] as const);
      return { id, ...(columns ? {} : wholeLead(ports.store, id)), ...Object.fromEntries(cells) };
    });
    if (objects.length > 0)
      yield `${counted.rows > 0 ? ',' : ''}\n${objects.map((one) => JSON.stringify(one)).join(',\n')}`;
    counted.rows += ids.length;
    await yieldToEventLoop();
  }
  yield '\n]\n';
}

function jsonValue(column: LeadColumn, value: string | number | null): string | number | boolean | null {
  if (TIMES.has(column) && typeof value === 'number') return new Date(value).toISOString();
  return FLAGS.has(column) ? value === 1 || value === 'yes' : value;
}

function wholeLead(store: Store, id: number) {
  const records = recordsOf(store, id);
  if (records.length === 0) return {};
  const { fields, phones, emails } = personOf(records);
  return { ...fields, phones, emails };
}
