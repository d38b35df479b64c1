import { CommandError } from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import { clearDistinct, markDistinct, moveDistinct } from './match.ts';
import { type Facets, personOf } from './person.ts';
import type { LeadPorts } from './ports.ts';
import { addKeys, removeKeys } from './rows/keys.ts';
import { attemptsOfLead, dropLead, hasLead, insertLead, updateLead } from './rows/leads.ts';
import { addMerge, markUndone, mergeRow } from './rows/merges.ts';
import { giveRecord, giveRecords, recordsOf } from './rows/records.ts';
import { keepWork, setWorkRows, type Work, type WorkRows, workOfLead, workRowsOf } from './rows/work.ts';
import { NEW_LEAD, searchEntry } from './touched.ts';

/** What is stored of a lead that was merged into another. */
interface Gone {
  readonly work: Work;
  readonly facets: Facets;
}

/** @throws CommandError `not-found` */
function workOf(store: Store, id: number): Work {
  const work = workOfLead(store, id);
  if (!work) throw new CommandError('not-found', `There is no lead ${id}.`);
  return work;
}

const attemptsValue = (n: number): string => (n >= 5 ? '5+' : String(n));

/** The work on a lead from its rows, in the form of the index. */
export function workFacets(store: Store, id: number): Facets {
  const { status, owner, tags } = workRowsOf(store, id) ?? NO_WORK;
  const attempts = attemptsOfLead(store, id);
  return {
    status: [status],
    owner: owner === null ? [] : [owner],
    tag: [...tags],
    attempts: [attemptsValue(attempts)],
  };
}

const NO_WORK: WorkRows = { status: 'new', owner: null, tags: [] };

/** The work in facets, in the form of the rows. */
const rowsOfFacets = ({ status, owner, tag }: Facets): WorkRows => ({
  status: status?.[0] ?? 'new',
  owner: owner?.[0] ?? null,
  tags: tag ?? [],
});

function bothFacets(to: Facets, from: Facets, attempts: number): Facets {
  const [mine, other] = [to.status?.[0] ?? 'new', from.status?.[0] ?? 'new'];
  const status = other === 'do-not-call' || mine === 'new' ? other : mine;
  return {
    status: [status],
    owner: to.owner?.length ? to.owner : (from.owner ?? []),
    tag: [...new Set([...(to.tag ?? []), ...(from.tag ?? [])])],
    attempts: [attemptsValue(attempts)],
  };
}

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

function bothWork(to: Work, from: Work): Work {
  const later = (from.touched_at ?? 0) > (to.touched_at ?? 0) ? from : to;
  return {
    received_at: Math.min(to.received_at, from.received_at),
    attempts: to.attempts + from.attempts,
    last_disposition: later.last_disposition ?? to.last_disposition ?? from.last_disposition,
    callback_at: least(to.callback_at, from.callback_at),
    touched_at: later.touched_at,
  };
}

/** Why two leads are merged, and who decided it. */
export interface JoinReason {
  readonly who: string;
  /** What they have in common, in words; empty if a person decided it. */
  readonly why: string;
}

/**
 * Merges two leads that are one person: the records of `from`, the work on it and what belongs to it go to `to`, and `from` no longer
 * exists. Undone by `undoMerge`. In the caller's write transaction.
 *
 * @returns the id with which it can be undone
 * @throws CommandError `not-found`
 */
export function joinLeads(ports: LeadPorts, to: number, from: number, reason: JoinReason): number {
  const { store, index, now } = ports;
  if (to === from) throw new CommandError('invalid-input', 'A lead can’t be merged with itself.', 'others');
  const [toWork, fromWork] = [workOf(store, to), workOf(store, from)];
  const [toFacets, fromFacets] = [workFacets(store, to), workFacets(store, from)];
  const fromRecords = recordsOf(store, from);
  const [toPerson, fromPerson] = [personOf(recordsOf(store, to)), personOf(fromRecords)];
  const textBefore = [searchEntry(ports, to, toPerson), searchEntry(ports, from, fromPerson)];
  const gone: Gone = { work: fromWork, facets: fromFacets };
  const mergeId = addMerge(store, {
    kind: 'join',
    at: now(),
    ...reason,
    to_id: to,
    from_id: from,
    records: JSON.stringify(fromRecords.map(({ id }) => id)),
    gone: JSON.stringify(gone),
  });

  giveRecords(store, from, to);
  const work = bothWork(toWork, fromWork);
  keepWork(store, to, work);
  ports.hooks?.moved(store, from, to);
  const facets = bothFacets(toFacets, fromFacets, work.attempts);
  setWorkRows(store, to, rowsOfFacets(facets));
  const person = personOf(recordsOf(store, to));
  updateLead(store, to, person.row);
  removeKeys(store, from, fromPerson);
  addKeys(store, to, person);
  clearDistinct(store, to, from);
  moveDistinct(store, from, to);
  index.put([
    { id: from, before: { ...fromPerson.facets, ...fromFacets }, after: null },
    {
      id: to,
      before: { ...toPerson.facets, ...toFacets },
      after: { ...person.facets, ...facets },
    },
  ]);
  index.putSearch(textBefore, [searchEntry(ports, to, person)]);
  dropLead(store, from);
  return mergeId;
}

/**
 * Splits a record that belongs to another person: it becomes a separate lead, and the two are never merged automatically again. In the
 * caller's write transaction.
 *
 * @throws CommandError `not-found`; `conflict` if it is the lead's only record
 */
export function splitRecord(
  ports: LeadPorts,
  leadId: number,
  recordId: number,
  who: string,
): { id: number; mergeId: number } {
  const { store, now } = ports;
  workOf(store, leadId);
  const records = recordsOf(store, leadId);
  const record = records.find(({ id }) => id === recordId);
  if (!record) throw new CommandError('not-found', `Lead ${leadId} has no record ${recordId}.`);
  if (records.length === 1)
    throw new CommandError('conflict', 'This is the lead’s only record, so there is nothing to split off.');
  const id = moveRecords(ports, leadId, [recordId], null, {
    work: {
      // Leads are ordered by their arrival at this desk. The time when the record was received is in the record.
      received_at: now(),
      attempts: 0,
      last_disposition: null,
      callback_at: null,
      touched_at: null,
    },
    facets: NEW_LEAD,
  });
  const mergeId = addMerge(store, {
    kind: 'split',
    at: now(),
    who,
    why: '',
    to_id: id,
    from_id: leadId,
    records: JSON.stringify([recordId]),
    gone: null,
  });
  return { id, mergeId };
}

/** Moves records of a lead to a new lead, and marks the two as distinct. @returns its id */
function moveRecords(
  ports: LeadPorts,
  leadId: number,
  moving: readonly number[],
  asId: number | null,
  { work, facets }: Gone,
): number {
  const { store, index } = ports;
  const all = recordsOf(store, leadId);
  const [moved, staying] = [
    all.filter((one) => moving.includes(one.id)),
    all.filter((one) => !moving.includes(one.id)),
  ];
  const [before, after, apart] = [personOf(all), personOf(staying), personOf(moved)];
  const textBefore = searchEntry(ports, leadId, before);
  const id = insertLead(store, apart.row, work.received_at, asId);
  keepWork(store, id, work);
  setWorkRows(store, id, rowsOfFacets(facets));
  for (const record of moved) giveRecord(store, record.id, id);
  ports.hooks?.wasSplit(store, id);
  updateLead(store, leadId, after.row);
  removeKeys(store, leadId, before);
  addKeys(store, leadId, after);
  addKeys(store, id, apart);
  markDistinct(store, leadId, id);
  index.put([
    { id: leadId, before: before.facets, after: after.facets },
    { id, before: null, after: { ...apart.facets, ...facets } },
  ]);
  index.putSearch([textBefore], [searchEntry(ports, leadId, after), searchEntry(ports, id, apart)]);
  return id;
}

/**
 * Undoes a merge or a split. After a merge, the merged lead is restored under its own id, with its records and its work; notes, calls and
 * callbacks stay with the lead they were moved to. In the caller's write transaction.
 *
 * @returns the number of changed leads: 0 if it was undone before, or if its records have been moved since
 * @throws CommandError `not-found`
 */
export function undoMerge(ports: LeadPorts, mergeId: number, who: string): number {
  const { store } = ports;
  const merge = mergeRow(store, mergeId);
  if (!merge) throw new CommandError('not-found', 'This can no longer be undone.');
  if (merge.undone === 1) return 0;
  if (merge.kind === 'split') {
    if (!hasLead(store, merge.to_id) || !hasLead(store, merge.from_id)) return 0;
    joinLeads(ports, merge.from_id, merge.to_id, { who, why: '' });
  } else {
    const records = (JSON.parse(merge.records) as number[]).filter((id) =>
      recordsOf(store, merge.to_id).some((record) => record.id === id),
    );
    const others = recordsOf(store, merge.to_id).length - records.length;
    if (records.length === 0 || others === 0 || hasLead(store, merge.from_id)) return 0;
    moveRecords(ports, merge.to_id, records, merge.from_id, JSON.parse(merge.gone ?? '{}') as Gone);
  }
  markUndone(store, mergeId);
  return 2;
}

/** Undoes several merges that were one action, the last first. @returns the number of changed leads */
export const undoMerges = (ports: LeadPorts, mergeIds: readonly number[], who: string): number =>
  ports.store.write(() =>
    [...mergeIds].reverse().reduce((changed, mergeId) => changed + undoMerge(ports, mergeId, who), 0),
  );
