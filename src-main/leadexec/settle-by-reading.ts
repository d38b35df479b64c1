import type { RecordKind } from '../../src-preload/contract/index.ts';
import { ORDERS_AT_MOST } from '../vendors/leadexec/calls/orders.ts';
import type { Answer } from '../vendors/leadexec/read-answer.ts';
import type { Given } from '../vendors/leadexec/request.ts';
import { differences } from './alike.ts';
import { asKept } from './records/keep-records.ts';
import { KINDS } from './records/kinds.ts';
import type { WholeRequest } from './sealed-requests.ts';

type Members = Readonly<Record<string, unknown>>;

/** How it is found out by reading what became of a change. */
export interface Reading {
  /** The function of the call that reads. */
  readonly call: string;
  /** What the call is given for the rows from `skip` on; for an answer that has all rows `skip` is 0. */
  readonly given: (skip: number) => Given;
  /** Whether a record is created; else one is changed. */
  readonly creates: boolean;
  /** Whether it is looked before the first send what is there: what is alike and new after it, is ours. */
  readonly looksFirst: boolean;
  /** What of an answer has been made: the ids of records as they were to be, 0 for one without. */
  readonly found: (answer: Answer<unknown>) => readonly number[];
  /** In which members the record that was changed is otherwise, for the operator; null where it is not there. */
  readonly differs: (answer: Answer<unknown>) => readonly string[] | null;
  /** The record that was changed, as it is there; null where it is not, or for one that is created. */
  readonly record: (answer: Answer<unknown>) => Members | null;
  /** Where the next page begins, after the answer from `skip` on; null where that was the last, or has all rows. */
  readonly next: (answer: Answer<unknown>, skip: number) => number | null;
  /** What is read, in words: "client group". */
  readonly what: string;
}

const members = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});
const rowsOf = (value: unknown): readonly Members[] =>
  (Array.isArray(value) ? value : value === null ? [] : [value]).map(members);
const answeredRows = (answer: Answer<unknown>): readonly Members[] =>
  answer.kind === 'answer' ? rowsOf(answer.value) : [];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A user name is unique: it is taken, or it is not. `inUse` is what the call answers where it is. */
function byUserName(call: string, userName: string, inUse: boolean, what: string): Reading {
  const isThere = (answer: Answer<unknown>) => answer.kind === 'answer' && answer.value === inUse;
  return {
    ...{ call, what, creates: true, looksFirst: true },
    given: () => ({ path: { Username: userName } }),
    found: (answer) => (isThere(answer) ? [0] : []),
    differs: () => null,
    record: () => null,
    next: () => null,
  };
}

/** A list that has the record, by the member that holds its id. */
function byList(options: {
  readonly call: string;
  readonly given: Given | Reading['given'];
  readonly kind: RecordKind;
  /** What is read, in words, where it isn't the record itself. */
  readonly what?: string;
  readonly wanted: Members;
  readonly looksFirst?: boolean;
  readonly rows?: (answer: Answer<unknown>) => readonly Members[];
  /** Members that no answer has, or has otherwise. */
  readonly unread?: readonly string[];
  readonly next?: Reading['next'];
}): Reading {
  const { call, given, kind, wanted, looksFirst = true, rows = answeredRows, unread = [] } = options;
  const { next = () => null, what = KINDS[kind].what } = options;
  const id = KINDS[kind].id ?? '';
  const own = Object.fromEntries(Object.entries(wanted).filter(([name]) => name !== id && !unread.includes(name)));
  const creates = Number(wanted[id] ?? 0) === 0;
  const as = creates ? 'new' : 'changed';
  const record = (answer: Answer<unknown>) => rows(answer).find((row) => row[id] === wanted[id]);
  return {
    ...{ call, what, creates, looksFirst: looksFirst && creates, next },
    given: typeof given === 'function' ? given : () => given,
    found: (answer) => {
      const alike = rows(answer).filter((row) => differences(kind, own, row, as).length === 0);
      return (creates ? alike : alike.filter((row) => row[id] === wanted[id])).map((row) => Number(row[id] ?? 0));
    },
    differs: (answer) => {
      const there = record(answer);
      return there === undefined ? null : differences(kind, own, there, as);
    },
    record: (answer) => (creates ? null : (record(answer) ?? null)),
  };
}

/** The values of a client's fields, as one record. */
function byClientFields(ClientUID: unknown, data: readonly Members[]): Reading {
  const valuesOf = (rows: readonly Members[], value: string) =>
    Object.fromEntries(rows.map((row) => [String(row.ClientFieldUID), row[value]]));
  return byList({
    call: 'fieldsForClient',
    given: { path: { ClientUID } },
    what: 'client’s fields',
    kind: 'clients',
    wanted: { ClientUID, FieldData: valuesOf(data, 'Value') },
    rows: (answer) => [{ ClientUID, FieldData: valuesOf(answeredRows(answer), 'FieldValue') }],
  });
}

/** The rows of a page. */
const pageRows = (answer: Answer<unknown>): readonly Members[] =>
  rowsOf(answer.kind === 'answer' ? members(answer.value).rows : []);

/**
 * Where the page after a page of `take` rows begins. A total counts where it can be one: samples have 0. A vendor that gives fewer rows of a
 * page than it was asked for and says that there are more is asked for the row after its last.
 */
function nextPage(answer: Answer<unknown>, skip: number, take: number): number | null {
  if (answer.kind !== 'answer') return null;
  const rows = pageRows(answer).length + answer.unread.length;
  const total = Number(members(members(answer.value).page).QueryTotal ?? 0);
  const end = skip + rows;
  const isLast = total > 0 ? end >= total : rows < take;
  return rows === 0 || isLast || end >= ROWS_AT_MOST ? null : end;
}

/** Rows that are read to find one at most: a vendor may repeat one page for ever. */
const ROWS_AT_MOST = 50_000;

type Settle = (request: WholeRequest) => Reading | null;

/** What reading tells of the changes that may not be asked for again (docs/vendors.md, LeadExec's account API). Null: only the operator decides. */
const READINGS: Readonly<Record<string, Settle>> = {
  createModifyClient: ({ body }) => {
    const { Info, FieldData } = members(body);
    const info = members(Info);
    if (info.ClientUID === 0) {
      return byUserName('checkClientUsername', text(info.Username), true, 'client with this user name');
    }
    // The values of its fields are in another answer, one call a client: both can't be told by one.
    if (Array.isArray(FieldData) && FieldData.length > 0) {
      const only = Object.keys(info).every((name) => ['ClientUID', 'DateAdded', 'Status'].includes(name));
      return only ? byClientFields(info.ClientUID, rowsOf(FieldData)) : null;
    }
    return byList({
      call: 'listClients',
      given: { path: {} },
      kind: 'clients',
      wanted: info,
      rows: (answer) => answeredRows(answer).map((row) => asKept('clients', row)),
      unread: ['Password'],
    });
  },
  createModifyClientGroup: ({ body }) =>
    byList({
      call: 'clientGroupList',
      given: { path: {} },
      kind: 'clientGroups',
      wanted: members(body),
      unread: ['ClientCount'],
    }),
  createOrModifyDeliveryAccount: ({ path, body }) =>
    byList({
      call: 'listOfAccountsForClient',
      given: { path: { ClientUID: path.ClientUID } },
      kind: 'accounts',
      wanted: members(body),
    }),
  createOrModifyDeliveryMethod: ({ path, body }) => {
    const wanted = members(body);
    // A method is seen with the accounts that use it, and a new one is used by none.
    if (wanted.ClientDeliveryUID === 0) return null;
    return byList({
      call: 'listOfAccountsForClient',
      given: { path: { ClientUID: path.ClientUID } },
      kind: 'methods',
      wanted,
      rows: (answer) => answeredRows(answer).map(({ DeliveryDetails }) => members(DeliveryDetails)),
    });
  },
  createOrModifyOrder: ({ body }) => {
    const wanted = members(body);
    const isNew = wanted.ClientOrderUID === 0;
    const which = isNew ? { ClientUID: wanted.ClientUID } : { OrderUID: wanted.ClientOrderUID };
    return byList({
      call: 'retrieveOrderDetailsOrList',
      given: (skip) => ({ path: {}, body: { ...which, Skip: skip, Take: ORDERS_AT_MOST } }),
      kind: 'orders',
      wanted,
      rows: pageRows,
      next: (answer, skip) => nextPage(answer, skip, ORDERS_AT_MOST),
    });
  },
  createOrModifyListItem: ({ path, body }) =>
    byList({
      call: 'getDistributionLists',
      given: { path: {} },
      kind: 'listItems',
      wanted: members(body),
      unread: ['HashCode'],
      // All items of all lists are one answer: it is asked for only where there is a doubt.
      looksFirst: false,
      rows: (answer) =>
        answeredRows(answer)
          .filter((list) => list.CustomListUID === path.DistributionListUID)
          .flatMap(({ Items }) => rowsOf(Items ?? [])),
    }),
  createOrModifyLeadSource: ({ body }) => {
    const wanted = members(body);
    const { LPVendorUID } = wanted;
    if (LPVendorUID === 0) {
      return byUserName('checkLeadSourceUsername', text(wanted.UserName), false, 'lead source with this user name');
    }
    const given = { path: { vendorUID: LPVendorUID } };
    return byList({ call: 'leadSourceDetail', given, kind: 'sources', wanted });
  },
  createOrModifyLeadSourceCampaign: ({ body }) => {
    const wanted = members(body);
    // The campaigns of a source are listed nowhere.
    if (wanted.VendorAccountUID === 0) return null;
    const given = { path: { vendorUID: wanted.VendorUID, campaignUID: wanted.VendorAccountUID } };
    return byList({
      call: 'leadSourceCampaignDetails',
      given,
      kind: 'campaigns',
      wanted,
    });
  },
};

/** How reading tells what became of a change; null where it can't. */
export const readingOf = (call: string, request: WholeRequest): Reading | null => READINGS[call]?.(request) ?? null;
