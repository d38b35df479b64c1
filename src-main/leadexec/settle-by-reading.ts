import type { RecordKind } from '../../src-preload/contract/index.ts';
import { ORDERS_AT_MOST } from '../vendors/leadexec/calls/orders.ts';
import type { Answer } from '../vendors/leadexec/read-answer.ts';
import type { Given } from '../vendors/leadexec/request.ts';
import { differences, type RowOrder } from './alike.ts';
import { asKept } from './records/keep-records.ts';
import { KINDS } from './records/kinds.ts';
import type { WholeRequest } from './sealed-requests.ts';

type Members = Readonly<Record<string, unknown>>;

/** How the result of a change is found by reading. */
export interface Reading {
  /** The function of the call that reads. */
  readonly call: string;
  /** The parameters of the call for the rows from `skip` on; if an answer has all rows, `skip` is 0. */
  readonly given: (skip: number) => Given;
  /** Whether a record is created and not changed. */
  readonly creates: boolean;
  /** Whether existing records are read before the first send, so that a similar new one afterwards is the created one. */
  readonly looksFirst: boolean;
  /** The ids of records in an answer that are as intended, 0 for one without an id. `was` is the record that an edit was based on. */
  readonly found: (answer: Answer<unknown>, was: Members | null) => readonly number[];
  /** The members in which the changed record differs, for the operator; null if it isn't there, empty if an answer can't show the change. */
  readonly differs: (answer: Answer<unknown>, was: Members | null) => readonly string[] | null;
  /** The changed record in an answer; null if it isn't there, and for a created one. */
  readonly record: (answer: Answer<unknown>) => Members | null;
  /** Where the next page after the answer from `skip` on starts; null if that was the last, or has all rows. */
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

/** A user name is unique: it is either in use or not. `inUse` is the answer if it is. */
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

/** A list that contains the record, by the member with its id. */
function byList(options: {
  readonly call: string;
  readonly given: Given | Reading['given'];
  readonly kind: RecordKind;
  /** What is read, in words, if it isn't the record itself. */
  readonly what?: string;
  readonly wanted: Members;
  readonly looksFirst?: boolean;
  readonly rows?: (answer: Answer<unknown>) => readonly Members[];
  /** Members that no answer has, or has in another form. */
  readonly unread?: readonly string[];
  /** A member that no answer has, and that may be all that a change is about. */
  readonly secret?: string;
  readonly next?: Reading['next'];
}): Reading {
  const { call, given, kind, wanted, looksFirst = true, rows = answeredRows, unread = [], secret = '' } = options;
  const { next = () => null, what = KINDS[kind].what } = options;
  const id = KINDS[kind].id ?? '';
  const own = Object.fromEntries(
    Object.entries(wanted).filter(([name]) => name !== id && ![...unread, secret].includes(name)),
  );
  const creates = Number(wanted[id] ?? 0) === 0;
  const as = creates ? 'new' : 'changed';
  const differing = (row: Members, order: RowOrder) => differences(kind, own, row, as, order);
  /**
   * The order in which rows prove that a change was made. The order alone may distinguish a changed record from the one before it; if
   * nothing does, no answer proves the change, and this is null. Without the record before, nothing less than the order that was sent does.
   */
  const provingOrder = (was: Members | null): RowOrder | null => {
    if (creates || (was !== null && differing(was, 'any').length > 0)) return 'any';
    if (was === null) return Object.hasOwn(wanted, secret) ? null : 'as-sent';
    return differing(was, 'as-sent').length > 0 ? 'as-sent' : null;
  };
  const record = (answer: Answer<unknown>) => rows(answer).find((row) => row[id] === wanted[id]);
  return {
    ...{ call, what, creates, looksFirst: looksFirst && creates, next },
    given: typeof given === 'function' ? given : () => given,
    found: (answer, was) => {
      const order = provingOrder(was);
      const alike = order === null ? [] : rows(answer).filter((row) => differing(row, order).length === 0);
      return (creates ? alike : alike.filter((row) => row[id] === wanted[id])).map((row) => Number(row[id] ?? 0));
    },
    differs: (answer, was) => {
      const there = record(answer);
      return there === undefined ? null : differing(there, provingOrder(was) ?? 'any');
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
 * Where the page after a page with `take` rows starts. A total only counts if it is plausible, because examples have 0. If a vendor returns
 * fewer rows than requested and says that there are more, the next page starts after its last row.
 */
function nextPage(answer: Answer<unknown>, skip: number, take: number): number | null {
  if (answer.kind !== 'answer') return null;
  const rows = pageRows(answer).length + answer.unread.length;
  const total = Number(members(members(answer.value).page).QueryTotal ?? 0);
  const end = skip + rows;
  const isLast = total > 0 ? end >= total : rows < take;
  return rows === 0 || isLast || end >= ROWS_AT_MOST ? null : end;
}

/** The most rows that are read to find one, because a vendor may repeat one page forever. */
const ROWS_AT_MOST = 50_000;

type Settle = (request: WholeRequest) => Reading | null;

/**
 * How the results of changes that may not be repeated are found by reading (docs/vendors.md, LeadExec's account API). Null means that only
 * the operator can decide.
 */
const READINGS: Readonly<Record<string, Settle>> = {
  createModifyClient: ({ body }) => {
    const { Info, FieldData } = members(body);
    const info = members(Info);
    if (info.ClientUID === 0) {
      return byUserName('checkClientUsername', text(info.Username), true, 'client with this user name');
    }
    // The values of its fields are in another answer, with one call per client, so that one call can't check both.
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
      secret: 'Password',
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
  createOrModifyDeliveryAccount: ({ path, body }) => {
    const wanted = members(body);
    const { ClientAccountUID } = wanted;
    // One that is changed is read by the call by which its edit was reviewed, because another may have its criteria in another order.
    return ClientAccountUID === 0
      ? byList({
          call: 'listOfAccountsForClient',
          given: { path: { ClientUID: path.ClientUID } },
          kind: 'accounts',
          wanted,
        })
      : byList({
          call: 'deliveryAccountDetail',
          given: { path: { ClientUID: path.ClientUID, ClientAccountUID } },
          kind: 'accounts',
          wanted,
        });
  },
  createOrModifyDeliveryMethod: ({ path, body }) => {
    const wanted = members(body);
    // A method can only be read with the accounts that use it, and no account uses a new one.
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
      // All items of all lists are one answer, which is only requested in case of doubt.
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
    // No call lists the campaigns of a source.
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

/** How the result of a change is found by reading; null if it can't be. */
export const readingOf = (call: string, request: WholeRequest): Reading | null => READINGS[call]?.(request) ?? null;
