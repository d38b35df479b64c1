import {
  CommandError,
  type CommandOutput,
  type LeadDetail,
  type LeadRecord,
  leadStatus,
} from '../../src-preload/contract/index.ts';
import { connectionNames } from '../connections/connection-rows.ts';
import type { Store } from '../db/store.ts';
import { zoneOf } from '../geo/zone-of.ts';
import { FIELD_NAMES, fieldText, isEmpty } from './fields.ts';
import { emailKey, knownPhone } from './keys.ts';
import { keptApart } from './match.ts';
import { byTrust, type Person, personOf, stateCode } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { goneAt } from './rows/at-vendor.ts';
import { detailRow, leadsNamed } from './rows/leads.ts';
import { rawOf, recordsOf, type StoredRecord } from './rows/records.ts';
import { tagsOf } from './rows/work.ts';

function leadRow(store: Store, id: number): NonNullable<ReturnType<typeof detailRow>> {
  const row = detailRow(store, id);
  if (!row) throw new CommandError('not-found', 'This lead no longer exists. It may have been merged or erased.');
  return row;
}

/** Everything that is known about a lead. @throws CommandError `not-found` */
export function leadDetail(ports: LeadPorts, id: number): LeadDetail {
  const { store, hooks } = ports;
  const row = leadRow(store, id);
  const records = byTrust(recordsOf(store, id));
  const person = personOf(records);
  const zone = zoneOf({ zip: row.zip, state: row.state, phone: person.phoneKeys[0] ?? null });
  const work = hooks?.workOf(store, id, zone) ?? { callback: null, retryAt: null, draft: '', attempts: new Map() };
  const names = sourceNames(store, records);
  return {
    id,
    fields: { ...person.fields, state: stateCode(person.fields.state) },
    origins: originsOf(records, person),
    records: records.map((record) => showRecord(store, record, names)),
    phones: person.phones.map((phone) => {
      const attempts = work.attempts.get(phone);
      const given = records.filter(({ fields }) => knownPhone(fields.phone).shown === phone);
      return {
        phone,
        sources: [...new Set(given.map((record) => names.get(record.id) ?? record.source))],
        attempts: attempts?.all ?? 0,
        attemptsToday: attempts?.today ?? 0,
      };
    }),
    emails: [...person.emails],
    status: leadStatus.catch('new').parse(row.status),
    owner: row.owner,
    tags: tagsOf(store, id),
    unlocked: row.unlocked === 1,
    attempts: row.attempts,
    lastDisposition: row.last_disposition,
    callback: work.callback,
    retryAt: work.retryAt,
    zone,
    draft: work.draft,
    receivedAt: row.received_at,
    touchedAt: row.touched_at,
  };
}

/** The current name of each record's source, because a connection may have been renamed. */
function sourceNames(store: Store, records: readonly StoredRecord[]): Map<number, string> {
  const names = connectionNames(store);
  return new Map(
    records.map(({ id, connectionId, source }) => [
      id,
      (connectionId === null ? undefined : names.get(connectionId)) ?? source,
    ]),
  );
}

function showRecord(store: Store, record: StoredRecord, names: ReadonlyMap<number, string>): LeadRecord {
  const { id, connectionId, kind, externalId, fields, unlocked, receivedAt, changedAt } = record;
  const source = names.get(id) ?? record.source;
  return {
    id,
    connectionId,
    source,
    kind,
    externalId,
    fields,
    raw: rawOf(store, id),
    unlocked,
    receivedAt,
    changedAt,
    goneAt: goneAt(store, id),
  };
}

/** Which record each value is from, and the different values of other records. Records are in order of trust. */
function originsOf(records: readonly StoredRecord[], { fields }: Person): LeadDetail['origins'] {
  const same = (name: (typeof FIELD_NAMES)[number], a: string, b: string): boolean => {
    if (a === b) return true;
    if (name === 'phone') return knownPhone(a).shown === knownPhone(b).shown;
    if (name === 'email') return (emailKey(a) ?? a) === (emailKey(b) ?? b);
    return (name === 'state' || name === 'licenseState') && stateCode(a) === stateCode(b);
  };
  return FIELD_NAMES.flatMap((field) => {
    const giving = records.filter((record) => !isEmpty(record.fields[field]));
    const [first, ...rest] = giving;
    if (!first || isEmpty(fields[field])) return [];
    const value = fieldText(first.fields, field);
    const others = rest
      .map((record) => ({ recordId: record.id, value: fieldText(record.fields, field) }))
      .filter((other) => !same(field, value, other.value));
    return [{ field, recordId: first.id, others }];
  });
}

/** The most people with the same name that are compared. */
const ALIKE_AT_MOST = 200;

/** Leads that may be the same person without sharing phone or email: the same name, and the same ZIP or the same state and license. */
export function leadsAlike(store: Store, id: number): CommandOutput<'leads.alike'> {
  const own = leadRow(store, id);
  if (own.name_key === '') return [];
  const zip = own.zip.slice(0, 5);
  return leadsNamed(store, own.name_key, id, ALIKE_AT_MOST).flatMap((other) => {
    const why =
      zip !== '' && other.zip.slice(0, 5) === zip
        ? `same name, and both in ${zip}`
        : own.state !== '' && other.state === own.state && own.license !== '' && other.license === own.license
          ? `same name, both ${own.license} in ${own.state}`
          : null;
    if (why === null || keptApart(store, id, other.id)) return [];
    const name = `${other.first_name} ${other.last_name}`.trim();
    return [{ id: other.id, name, why, unlocked: other.unlocked === 1 }];
  });
}
