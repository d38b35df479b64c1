import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Field, fieldsOf } from '../../../../src-main/leadexec/records/fields.ts';
import type { RecordEdit } from '../../../../src-preload/contract/index.ts';
import { until } from '../../../support/fault-until.ts';
import {
  answered,
  copied,
  type HeldAccount,
  heldAccount,
  membersOf,
  rowsOf,
  STYLES,
  type Style,
} from '../../../support/held-account.ts';
import { ENUMERATIONS, HELD, type Held, type Members } from '../../../support/held-records.ts';

type Edit = RecordEdit[number];

/** One edit of a record: as the page gives it, and what is sent of the field then. */
interface Case {
  /** What is changed: a field of a type, or the rows of a list. */
  readonly of: Field['type'];
  readonly edit: Edit;
  readonly sent: unknown;
}

const memberAt = (record: Members, path: string): unknown =>
  path.split('.').reduce<unknown>((some, name) => membersOf(some)[name], record);

function withMember(record: Members, path: string, value: unknown): Members {
  const [name = '', inner] = path.split('.');
  return { ...record, [name]: inner === undefined ? value : { ...membersOf(record[name]), [inner]: value } };
}

/** Another value of a field than it has, as it is sent; of an enumeration all others where `every` of them is tried. */
function others(kind: string, { path, type }: Field, value: unknown, every: boolean): unknown[] {
  const choice = ENUMERATIONS[`${kind} ${path}`];
  if (choice !== undefined) {
    const all = Object.entries(choice.values).map(([name, number]) => (choice.numbered ? number : name));
    return all.filter((one) => one !== value).slice(0, every ? all.length : 1);
  }
  if (type === 'date') return ['2026-05-06T07:08:09.5Z'];
  if (type === 'flag') return [value !== true];
  if (type === 'number') return [Number(value) + 0.25];
  if (type === 'whole' || type === 'id') return [Number(value) + 1];
  // Of clients and their numbers; a text that differs in case and blanks alone is another text.
  return [
    path === 'AssignedClients' ? '4|5|6' : value === null || value === '' ? 'New' : ` ${String(value).toUpperCase()}`,
  ];
}

const rowField = ({ within }: Field, list: string) => within === list;
const isRowNumber = ({ type, name }: Field) => type === 'rows' || name === 'Delete' || (type === 'id' && OWN.has(name));
const OWN: ReadonlySet<string> = new Set([
  ...['ClientCriteriaUID', 'DeliverySettingUID', 'DeliveryUID', 'DeliveryMappingUID', 'DeliveryDayUID'],
  ...['ClientOrderItemUID', 'VendorRuleUID', 'VendorAccountUID'],
]);

/** Edits of the rows of a list: each member of the first row, a row taken out, and the rows the other way round. */
function rowCases(style: Style, { kind }: Held, list: Field, held: Members, read: Members): Case[] {
  const [rows, shown] = [rowsOf(held[list.name]), rowsOf(read[list.name])];
  const [first, second] = rows;
  const [shownFirst, ...shownRest] = shown;
  if (first === undefined || shownFirst === undefined || second === undefined) return [];
  const field = list.path;
  const hasFlag = fieldsOf(kind).some((one) => rowField(one, list.path) && one.name === 'Delete');
  const members = fieldsOf(kind).filter((one) => rowField(one, list.path) && !one.readOnly && !isRowNumber(one));
  const edited = members.flatMap((one) =>
    others(kind, one, first[one.name], style === 'names').map(
      (value): Case => ({
        of: one.type,
        edit: { field, value: [{ ...shownFirst, [one.name]: value }, ...shownRest] as Edit['value'] },
        sent: [{ ...first, [one.name]: value }, second],
      }),
    ),
  );
  const gone = hasFlag ? [second, { ...first, Delete: true }] : [second];
  return [
    ...edited,
    { of: 'rows', edit: { field, value: shownRest as Edit['value'] }, sent: gone },
    { of: 'rows', edit: { field, value: [...shown].reverse() as Edit['value'] }, sent: [second, first] },
  ];
}

function casesOf(style: Style, one: Held, held: Members): Case[] {
  const read = answered(style, one.kind, held);
  const all = fieldsOf(one.kind).flatMap((field): Case[] => {
    if (field.within !== '' || field.readOnly || field.secret || one.numbers.includes(field.path)) return [];
    if (field.type === 'rows') return rowCases(style, one, field, held, read);
    return others(one.kind, field, memberAt(held, field.path), style === 'names').map((value) => ({
      of: field.type,
      edit: { field: field.path, value: value as Edit['value'] },
      sent: value,
    }));
  });
  if (style === 'numbers') return all;
  if (style === 'names') return all.filter((each) => each.of === 'choice');
  // The whole record goes with each edit: a few of them show how the rest of it goes.
  return all.filter((each, at) => FEW.has(each.of) && all.findIndex((other) => other.of === each.of) === at);
}

const FEW: ReadonlySet<Field['type']> = new Set(['text', 'flag', 'choice', 'rows']);

const ALWAYS_SENT = ['ClientUID', 'DateAdded', 'Status'];

/** What leaves for an edit of a record. */
function bodyOf({ kind }: Held, held: Members, { edit, sent }: Case): Members {
  if (kind !== 'clients') return withMember(held, edit.field, sent);
  const info = { ...held, [edit.field]: sent };
  const names = [...new Set([...ALWAYS_SENT, edit.field])];
  return { Info: Object.fromEntries(names.map((name) => [name, membersOf(info)[name]])) };
}

/** The record as the desk has it, without what it keeps beside. */
async function opened(desk: HeldAccount, { kind, parent, id }: Held) {
  const found = await desk.call('leadexec.record', { connectionId: desk.connectionId, kind, parent, id });
  if (found === null) throw new Error(`${kind} ${id} is not on the desk`);
  return found;
}

async function saved(desk: HeldAccount, one: Held, edit: RecordEdit) {
  const { kind, parent, id } = one;
  const place = { connectionId: desk.connectionId, kind, parent, id };
  const { revision } = await opened(desk, one);
  const preview = await desk.call('leadexec.preview', { ...place, revision, edit });
  if (preview.problems.length > 0) return { preview, job: { state: 'none', reason: null }, after: null };
  const { jobId } = await desk.call('leadexec.save', { ...place, revision: preview.now, edit });
  const job = await desk.inState(jobId, 'delivered', 'rejected', 'unknown');
  const after = await until(async () => {
    const found = await desk.call('leadexec.saved', { jobId });
    return found?.differs === null && job.state === 'delivered' ? null : found;
  }, 'the record was read again');
  return { preview, job, after };
}

/** Members that the account says beside what the document sends: not held. */
const SECRETS: ReadonlySet<string> = new Set(['Password', 'SMTPPassword', 'FTPPassword']);
const withoutSecrets = (record: Members): Members =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !SECRETS.has(name)));

/** Reads the record as the account has it now. Methods come with their accounts, items with their lists. */
async function readAgain({ call, connectionId }: HeldAccount, { kind, parent, id }: Held): Promise<void> {
  const { error } = await call('leadexec.refresh', {
    connectionId,
    kind,
    parent,
    ...(kind === 'campaigns' ? { id } : {}),
  });
  if (error !== null) throw new Error(error);
}

describe.each(STYLES)('an account that answers in the style “%s”', (style) => {
  test.each(HELD)('has $kind changed by one field, each of them', async (one) => {
    const desk = await heldAccount(style);
    const wrong: unknown[] = [];
    for (let at = 0; ; at++) {
      desk.reset();
      await readAgain(desk, one);
      const before = desk.held(one.kind);
      const given = casesOf(style, one, before)[at];
      if (given === undefined) break;
      const body = bodyOf(one, before, given);
      desk.bodies.length = 0;
      const { preview, job, after } = await saved(desk, one, [given.edit]);
      const read = withoutSecrets(membersOf(JSON.parse((await opened(desk, one)).record)));
      const told = {
        ...{ problems: preview.problems, conflicts: preview.conflicts, state: job.state, reason: job.reason },
        ...{ differs: after?.differs, bodies: [...desk.bodies] },
      };
      const wanted = { problems: [], conflicts: [], state: 'delivered', reason: null, differs: [], bodies: [body] };
      const shown = withoutSecrets(copied(style, one.kind, desk.held(one.kind)));
      const found = { ...told, read: Object.fromEntries(Object.keys(shown).map((name) => [name, read[name]])) };
      const parts = Object.entries({ ...wanted, read: shown }).filter(
        ([name, value]) => !isDeepStrictEqual(membersOf(found)[name], value),
      );
      if (parts.length > 0) wrong.push({ edit: given.edit, wanted: Object.fromEntries(parts), found });
    }
    expect(wrong).toEqual([]);
  });
});
