import { fieldsOf } from '../../src-main/leadexec/records/fields.ts';
import { type AccountDesk, accountDesk } from './account-desk.ts';
import type { Answering, Arrived } from './answering-server.ts';
import { ENUMERATIONS, HELD, type Held, type Members } from './held-records.ts';

/** The form in which the account returns its records. */
export const STYLES = ['numbers', 'names', 'loose', 'unknown', 'nulls'] as const;
export type Style = (typeof STYLES)[number];

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});
export const rowsOf = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : []);

const pathOf = (within: string, name: string) => (within === '' ? name : `${within}.${name}`);

/** The same record with each member changed by `change`, in rows at any depth too. */
function mapped(
  kind: string,
  record: Members,
  change: (path: string, value: unknown) => unknown,
  within = '',
): Members {
  const inner = (path: string, value: unknown): unknown => {
    const now = change(path, value);
    if (Array.isArray(now)) return rowsOf(now).map((row) => mapped(kind, row, change, path));
    return isMembers(now) && path !== 'FieldData' ? mapped(kind, now, change, path) : now;
  };
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, inner(pathOf(within, name), value)]));
}

/**
 * A record as stored by an account of a style: with values that are not in the document, or with missing values where the document allows
 * none.
 */
export function heldAs(style: Style, { kind, record, numbers }: Held): Members {
  if (style === 'unknown') {
    return mapped(kind, record, (path, value) =>
      `${kind} ${path}` in ENUMERATIONS ? (path.includes('.') ? 'Sounds Like' : 77) : value,
    );
  }
  if (style !== 'nulls') return record;
  const nullable = new Set(fieldsOf(kind).flatMap((field) => (field.nullable ? [field.path] : [])));
  return mapped(kind, record, (path, value) => (nullable.has(path) && !numbers.includes(path) ? null : value));
}

/** A record as returned by an account of a style, with additional members that are not in the document. */
export const answered = (style: Style, kind: string, record: Members): Members => written(style, kind, record, style);

/** The same as a desk keeps it: with flags and numbers, however they were written. */
export const copied = (style: Style, kind: string, record: Members): Members =>
  written(style, kind, record, style === 'loose' ? 'numbers' : style);

function written(style: Style, kind: string, record: Members, values: Style): Members {
  const shown = mapped(kind, record, (path, value) => {
    const choice = ENUMERATIONS[`${kind} ${path}`];
    if (choice !== undefined && value !== null && style !== 'unknown') return answeredChoice(style, choice, value);
    if (values !== 'loose' || path === 'FieldData') return value;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'boolean') return path.length % 2 === 0 ? Number(value) : value ? 'True' : 'False';
    return value;
  });
  const { DeliveryAccountAutomationType, FieldData: _, ...rest } = shown;
  const automation = kind === 'clients' ? { AutomationType: DeliveryAccountAutomationType } : {};
  return { ...rest, ...automation, Undocumented: { deep: [7] } };
}

function answeredChoice(style: Style, { values }: (typeof ENUMERATIONS)[string], value: unknown): unknown {
  const [name, number] = Object.entries(values).find(([one, at]) => one === value || at === value) ?? ['', 0];
  return style === 'names' ? name : style === 'numbers' ? number : String(number);
}

/** The record after a change: rows marked for deletion are removed, new ones have numbers. */
export function taken(record: Members, body: Members): Members {
  let next = 10_000;
  const rows = (value: unknown): unknown =>
    rowsOf(value)
      .filter((row) => row.Delete !== true)
      .map((row) => {
        const [id = ''] = Object.keys(row).filter((name) => ROW_IDS.has(name));
        const inner = Array.isArray(row.FieldMappings) ? { FieldMappings: rows(row.FieldMappings) } : {};
        return { ...row, ...inner, [id]: row[id] === 0 ? next++ : row[id] };
      });
  const changed = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? rows(value) : value]);
  return { ...record, ...Object.fromEntries(changed) };
}

const ROW_IDS: ReadonlySet<string> = new Set([
  ...['ClientCriteriaUID', 'DeliverySettingUID', 'DeliveryDayUID', 'ClientOrderItemUID', 'VendorRuleUID'],
]);

export interface HeldAccount extends AccountDesk {
  /** The account's record of a kind, in the form in which its document sends it. */
  held(kind: string): Members;
  /** Restores the initial records. */
  reset(): void;
  /** Every body of a change, in order. */
  readonly bodies: Members[];
}

/** A desk with an account that has one record of each kind, and answers in a style. */
export async function heldAccount(style: Style): Promise<HeldAccount> {
  const records = new Map<string, Members>();
  const reset = () => {
    for (const one of HELD) records.set(one.kind, heldAs(style, one));
  };
  reset();
  const bodies: Members[] = [];
  const held = (kind: string): Members => records.get(kind) ?? {};
  const shown = (kind: string) => answered(style, kind, held(kind));
  const account = () => ({ ...shown('accounts'), DeliveryDetails: shown('methods') });
  const put = (kind: string, body: Members) => void records.set(kind, taken(held(kind), body));
  const read = (url: string): unknown => {
    if (url.startsWith('/v1/clients/groups')) return [shown('clientGroups')];
    if (url.startsWith('/v1/clients/fields')) return clientFields(held('clients'));
    if (url.startsWith('/v1/clients/')) return [shown('clients')];
    if (url.startsWith('/v1/distribution')) return [{ CustomListUID: 81, Items: [shown('listItems')] }];
    if (url.includes('/campaigns')) return shown('campaigns');
    if (url === '/v1/orders') return { QueryTotal: 1, Count: 1, Skip: 0, Take: 100, Orders: [shown('orders')] };
    if (url.startsWith('/v1/leadsources')) return url.endsWith('/18') ? shown('sources') : [shown('sources')];
    return url.endsWith('/7') ? account() : [account()];
  };
  const written = (url: string, body: Members) => {
    if (url === '/v1/clients') {
      const { FieldData, DeliveryAccountAutomationType: was } = held('clients');
      const data = rowsOf(body.FieldData).map(({ ClientFieldUID, Value }) => [String(ClientFieldUID), Value]);
      const info = membersOf(body.Info);
      put('clients', {
        ...{ DeliveryAccountAutomationType: was, ...info },
        FieldData: { ...membersOf(FieldData), ...Object.fromEntries(data) },
      });
    } else if (url === '/v1/clients/groups') put('clientGroups', body);
    else if (url.endsWith('/methods')) put('methods', body);
    else if (url.includes('/accounts')) put('accounts', body);
    else if (url === '/v1/orders') put('orders', body);
    else if (url.startsWith('/v1/distribution')) put('listItems', body);
    else put(url.endsWith('/campaigns') ? 'campaigns' : 'sources', body);
  };
  const answer = ({ method, url, body }: Arrived): Answering => {
    if (method === 'GET' || method === 'POST') return { body: JSON.stringify(read(url)) };
    const members = membersOf(JSON.parse(body));
    bodies.push(members);
    written(url, members);
    if (url === '/v1/clients/groups') return { body: '200 OK' };
    if (url.endsWith('/campaigns')) return { body: '{"success":true,"message":"","identifier":23}' };
    return { body: url.startsWith('/v1/distribution') ? 'true' : '1' };
  };
  const desk = await accountDesk(answer, { perSecond: 1_000 });
  return { ...desk, held, bodies, reset };
}

const clientFields = ({ FieldData }: Members) =>
  Object.entries(membersOf(FieldData)).map(([id, FieldValue]) => ({
    ...{ ClientFieldUID: Number(id), Descriptor: `Field ${id}`, FieldValue, DataType: 'Varchar', Required: false },
  }));
