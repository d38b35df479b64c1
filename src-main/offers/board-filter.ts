import type { OfferColumn, OfferFilter } from '../../src-preload/contract/index.ts';
import { plainWords } from '../../src-preload/rules/has-words.ts';
import type { Millis } from '../db/tables.ts';
import type { BoardRows } from './board-rows.ts';
import { type BoardView, COLUMNS, columnNumber, peopleMarks } from './board-view.ts';
import { isHidden } from './cards.ts';
import { seesAll } from './viewer.ts';

/** The reasons why a lead does not match, as bits. */
const BY = { users: 1, teams: 2, sources: 4, other: 8 } as const;

/** Which leads of a view match a filter. */
export interface Narrowed {
  /** For each lead, the bits of the criteria that it fails; 0 is a match. Leads in no column never match. */
  readonly fails: Uint8Array;
  /** When the result was computed, and the next instant at which it changes by time alone. */
  readonly at: Millis;
  readonly until: Millis;
}

const hasAll = (name: string, words: readonly string[]): boolean => words.every((word) => name.includes(word));

/** Applies a filter to the board. */
export function narrow(
  rows: BoardRows,
  view: BoardView,
  filter: OfferFilter,
  { blind, now }: { readonly blind: boolean; readonly now: Millis },
): Narrowed {
  const { leads, offers } = rows;
  const size = view.column.length;
  const fails = new Uint8Array(size);
  const words = plainWords(filter.text).split(' ');
  const isSought = words.some((word) => word !== '');
  const users = filter.users.length === 0 ? null : peopleMarks(rows, filter.users);
  const teams = filter.teams.length === 0 ? null : peopleMarks(rows, filter.teams);
  const sources = filter.sources.length === 0 ? null : new Set(filter.sources);
  const inRank = rankTest(filter);
  const { from, until: younger } = filter.age;
  const hasAge = from !== undefined || younger !== undefined;
  const limits = [0, from ?? 0, younger ?? 0];
  let until = view.until;
  for (let at = 0; at < size; at++) {
    if (view.column[at] === 0) {
      fails[at] = BY.other;
      continue;
    }
    let bits = 0;
    if (sources && !sources.has(leads.connection[at] ?? -1)) bits |= BY.sources;
    if (users && !any(rows, at, users, offers.user)) bits |= BY.users;
    if (teams && !any(rows, at, teams, offers.team)) bits |= BY.teams;
    if (isSought && (isHidden({ blind }, rows.state[at] ?? 'open') || !hasAll(rows.name[at] ?? '', words))) {
      bits |= BY.other;
    }
    if (inRank && !rankMatches(rows, view, at, inRank)) bits |= BY.other;
    if (hasAge) {
      const sentAt = offers.sentAt[view.offer[at] ?? 0] ?? 0;
      const age = now - sentAt;
      if (age < 0 || age < (from ?? 0) || age >= (younger ?? Number.POSITIVE_INFINITY)) bits |= BY.other;
      for (const limit of limits) {
        if (sentAt + limit > now && sentAt + limit < until) until = sentAt + limit;
      }
    }
    fails[at] = bits;
  }
  return { fails, at: now, until };
}

function rankTest({ rank: { from, to } }: OfferFilter): ((rank: number) => boolean) | null {
  if (from === undefined && to === undefined) return null;
  // NaN means that the rank is unknown, which is in no range.
  return (rank) => rank >= (from ?? Number.NEGATIVE_INFINITY) && rank <= (to ?? Number.POSITIVE_INFINITY);
}

/** Compares the rank of the viewer's own offer, or of any offer if the viewer sees all. */
function rankMatches(rows: BoardRows, view: BoardView, at: number, inRank: (rank: number) => boolean): boolean {
  const { leads, offers } = rows;
  const rank = (row: number) => offers.rank[row] ?? Number.NaN;
  if (view.isOwn[at] === 0) return false;
  if (!seesAll(view.viewer, leads.connection[at] ?? -1)) return inRank(rank(view.offer[at] ?? 0));
  const first = leads.first[at] ?? 0;
  const end = first + (leads.count[at] ?? 0);
  for (let row = first; row < end; row++) if (inRank(rank(row))) return true;
  return false;
}

function any({ leads }: BoardRows, at: number, marks: Uint8Array, people: Int32Array): boolean {
  const first = leads.first[at] ?? 0;
  const end = first + (leads.count[at] ?? 0);
  for (let row = first; row < end; row++) if (marks[people[row] ?? 0] === 1) return true;
  return false;
}

export interface BoardCounts {
  readonly columns: Record<OfferColumn, number>;
  /** The number of leads for each user, team and connection, by key: as many as a filter on that one alone would show. */
  readonly users: ReadonlyMap<string, number>;
  readonly teams: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<number, number>;
  /** When the next upcoming offer opens. */
  readonly nextAt: Millis | null;
}

/** Counts the leads in each column and for each value of the filters. */
export function countBoard(rows: BoardRows, view: BoardView, { fails }: Narrowed): BoardCounts {
  const { leads, offers } = rows;
  const columns = new Int32Array(COLUMNS.length + 1);
  const sources = new Map<number, number>();
  const users = new PeopleCount(rows.people.list.length);
  const teams = new PeopleCount(rows.people.list.length);
  const coming = columnNumber('coming');
  let nextAt = Number.POSITIVE_INFINITY;
  for (let at = 0; at < fails.length; at++) {
    const bits = fails[at] ?? 0;
    const number = view.column[at] ?? 0;
    if (number === 0 || (bits & BY.other) !== 0) continue;
    if (bits === 0) {
      columns[number] = (columns[number] ?? 0) + 1;
      if (number === coming) nextAt = Math.min(nextAt, offers.notifyAt[view.offer[at] ?? 0] ?? nextAt);
    }
    if ((bits & ~BY.sources) === 0) {
      const source = leads.connection[at] ?? 0;
      sources.set(source, (sources.get(source) ?? 0) + 1);
    }
    const byUser = (bits & ~BY.users) === 0;
    const byTeam = (bits & ~BY.teams) === 0;
    if (!byUser && !byTeam) continue;
    const first = leads.first[at] ?? 0;
    const end = first + (leads.count[at] ?? 0);
    for (let row = first; row < end; row++) {
      if (byUser) users.add(offers.user[row] ?? 0, at);
      if (byTeam) teams.add(offers.team[row] ?? 0, at);
    }
  }
  return {
    columns: Object.fromEntries(COLUMNS.map((column, at) => [column, columns[at + 1] ?? 0])) as BoardCounts['columns'],
    users: users.byKey(rows.people.list),
    teams: teams.byKey(rows.people.list),
    sources,
    nextAt: Number.isFinite(nextAt) ? nextAt : null,
  };
}

/** Counts the leads of each user or team, each lead once. */
class PeopleCount {
  readonly #counts: Int32Array;
  readonly #last: Int32Array;

  constructor(people: number) {
    this.#counts = new Int32Array(people);
    this.#last = new Int32Array(people).fill(-1);
  }

  add(person: number, lead: number): void {
    if (this.#last[person] === lead) return;
    this.#last[person] = lead;
    this.#counts[person] = (this.#counts[person] ?? 0) + 1;
  }

  byKey(keys: readonly string[]): Map<string, number> {
    const found = new Map<string, number>();
    for (const [at, count] of this.#counts.entries()) if (count > 0) found.set(keys[at] ?? '', count);
    found.delete('');
    return found;
  }
}
