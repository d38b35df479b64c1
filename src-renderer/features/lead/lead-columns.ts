import type { LeadColumn, LeadSort, LeadStatus, LeadView } from '../../../src-preload/contract/index.ts';
import { cx } from '../../ui/cx.ts';
import { formatBrief, formatExact, formatNumber, formatPhone, formatWhen } from '../../ui/format.ts';
import { columnWidth } from '../../ui/table/widths.ts';
import { toneClass } from '../../ui/tone.ts';
import { LEAD_STATUSES } from './status-look.ts';
import marks from './status-marks.module.css';

export interface ShownColumn {
  readonly column: LeadColumn;
  readonly width: number;
}

export type CellValue = string | number | null;

interface ColumnLook {
  readonly title: string;
  /** The name in lists of columns, if the short title would be unclear there. */
  readonly name?: string;
  readonly width: number;
  readonly align?: 'end';
  readonly sort?: LeadSort['by'];
  /** The direction of the first click's sort. */
  readonly first?: LeadSort['direction'];
  readonly text: (value: CellValue, now: number) => string;
  readonly hint?: (value: CellValue) => string;
}

const plain = (value: CellValue) => (value === null ? '' : String(value));
const number = (value: CellValue) => (typeof value === 'number' ? formatNumber(value) : plain(value));
const phone = (value: CellValue) => formatPhone(plain(value));
const when = (value: CellValue, now: number) => (typeof value === 'number' ? formatBrief(value, now) : plain(value));
/** Callbacks are precise to the minute. */
const due = (value: CellValue, now: number) => (typeof value === 'number' ? formatWhen(value, now) : plain(value));
const exact = (value: CellValue) => (typeof value === 'number' ? formatExact(value) : plain(value));
const yes = (value: CellValue) => (value === 'yes' || value === 1 ? 'Yes' : '');
const time = { align: 'end', width: 104, text: when, hint: exact } as const;

/** The title, cells and sort of each column. */
export const COLUMNS: Readonly<Record<LeadColumn, ColumnLook>> = {
  name: { title: 'Name', width: 168, sort: 'name', first: 'ascending', text: plain },
  status: {
    title: 'Status',
    width: 116,
    sort: 'status',
    first: 'ascending',
    text: (value) => LEAD_STATUSES[value as LeadStatus]?.word ?? plain(value),
  },
  phone: { title: 'Phone', width: 128, align: 'end', text: phone },
  email: { title: 'Email', width: 200, text: plain },
  city: { title: 'City', width: 112, text: plain },
  state: { title: 'State', width: 64, sort: 'state', first: 'ascending', text: plain },
  zip: { title: 'ZIP', width: 72, text: plain },
  license: { title: 'License', width: 80, sort: 'license', first: 'ascending', text: plain },
  licensedStates: { title: 'Licensed in', width: 128, text: plain },
  specialties: { title: 'Specialties', width: 168, text: plain },
  experience: {
    title: 'Years',
    name: 'Years of experience',
    width: 72,
    align: 'end',
    sort: 'experience',
    first: 'descending',
    text: number,
  },
  employmentType: { title: 'Employment', name: 'Employment type', width: 112, text: plain },
  sources: { title: 'Sources', width: 136, text: plain },
  owner: { title: 'Owner', width: 96, text: plain },
  tags: { title: 'Tags', width: 128, text: plain },
  attempts: {
    title: 'Attempts',
    name: 'Call attempts',
    width: 64,
    align: 'end',
    text: (v) => (v === 0 ? '' : number(v)),
  },
  lastDisposition: { title: 'Last call', name: 'Outcome of the last call', width: 128, text: plain },
  callbackAt: { title: 'Callback', ...time, text: due, sort: 'callback', first: 'ascending' },
  unlocked: { title: 'Unlocked', width: 84, text: yes },
  applied: { title: 'Applied', width: 76, text: yes },
  sentAt: { title: 'Sent', name: 'Sent by the vendor', ...time, sort: 'sent', first: 'descending' },
  receivedAt: { title: 'Received', ...time, sort: 'received', first: 'descending' },
  touchedAt: { title: 'Last worked', name: 'Last worked on', ...time, sort: 'touched', first: 'descending' },
};

export const ALL_COLUMNS = Object.keys(COLUMNS) as LeadColumn[];

function shown(columns: readonly LeadColumn[]): ShownColumn[] {
  return columns.map((column) => ({ column, width: COLUMNS[column].width }));
}

/** The default columns of a list. */
export const USUAL_COLUMNS: readonly ShownColumn[] = shown([
  'name',
  'status',
  'phone',
  'city',
  'state',
  'license',
  'specialties',
  'attempts',
  'lastDisposition',
  'receivedAt',
]);

/** The columns of a list beside an open lead. */
export const NARROW_COLUMNS: readonly ShownColumn[] = [
  { column: 'name', width: 136 },
  { column: 'status', width: 112 },
  { column: 'phone', width: 126 },
  { column: 'state', width: 52 },
  { column: 'receivedAt', width: 98 },
];

/**
 * The sort after a column is clicked: its default direction, or the opposite if the list is sorted by it already; null if it can't be
 * sorted by.
 */
export function sortedBy(column: LeadColumn, sort: LeadSort): LeadSort | null {
  const look = COLUMNS[column];
  if (look.sort === undefined) return null;
  if (look.sort !== sort.by) return { by: look.sort, direction: look.first ?? 'ascending' };
  return { by: sort.by, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

const MARKS: Readonly<Record<LeadStatus, string>> = Object.fromEntries(
  Object.entries(LEAD_STATUSES).map(([status, look]) => [status, cx(marks.mark, marks[status], toneClass(look.tone))]),
) as Record<LeadStatus, string>;

/** The CSS classes of a cell's icon. */
export function markOf(column: LeadColumn, value: CellValue): string {
  return column === 'status' ? (MARKS[value as LeadStatus] ?? '') : '';
}

export function sameColumns(a: readonly ShownColumn[], b: LeadView['columns']): boolean {
  return JSON.stringify(a.map((c) => [c.column, c.width])) === JSON.stringify(b.map((c) => [c.column, c.width]));
}

export function widened(columns: readonly ShownColumn[], column: string, width: number): ShownColumn[] {
  const to = columnWidth(width);
  return columns.map((c) => (c.column === column ? { ...c, width: to } : c));
}

/** The columns with one of them moved to another place. */
export function moved(columns: readonly ShownColumn[], column: string, to: number): ShownColumn[] {
  const one = columns.find((c) => c.column === column);
  if (one === undefined) return [...columns];
  const rest = columns.filter((c) => c !== one);
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, one);
  return rest;
}

/** Shows a column at the end, or hides it. The last column can't be hidden. */
export function switched(columns: readonly ShownColumn[], column: LeadColumn): ShownColumn[] {
  if (!columns.some((c) => c.column === column)) return [...columns, { column, width: COLUMNS[column].width }];
  return columns.length === 1 ? [...columns] : columns.filter((c) => c.column !== column);
}
