import { join } from 'node:path';
import {
  type CommandArguments,
  CommandError,
  type CommandOutput,
  type OfferReport,
  type ReportBy,
} from '../../src-preload/contract/index.ts';
import type { Handlers } from '../commands/handlers.ts';
import type { Store } from '../db/store.ts';
import { yieldWhenDue } from '../platform/yielding.ts';
import { reportFile, reportRecords } from './report-csv.ts';
import { storyOf, type Turn } from './report-lead.ts';
import { ReportPeople } from './report-people.ts';
import { leadsOffered, offeringSources, offeringTeams } from './report-read.ts';
import { Tally } from './report-tally.ts';

export interface OfferReportPorts {
  readonly store: Store;
  readonly now: () => number;
  readonly exportsDir: string;
  /** Writes records to a CSV file, completely or not at all, with formulas in cells made harmless. @returns its path */
  readonly writeCsv: (path: string, records: readonly (readonly string[])[]) => Promise<{ readonly path: string }>;
}

/** Registers the team lead's reports. */
export function registerOfferReports(handlers: Handlers, ports: OfferReportPorts): void {
  handlers.on('offers.report', (asked) => makeReport(ports, asked));
  handlers.on('offers.exportReport', (asked) => exportReport(ports, asked));
}

/**
 * Offers and claims in a time range, from the lead-offers records of the vendor (seed 004, "notify_at", "team") and the claims made at this
 * desk.
 *
 * A row is a person, a team, a source, or an hour of this desk's local day in which offers were sent. Each lead counts once in a row:
 *
 * - *offered*: the row has an offer of it that was sent in [from, until), and their turn came (see `storyOf`).
 * - *claimed*: one of the recipients of the row's offers has it. *With account* are those of them for which the vendor's report proves only
 *   that the account has it, which another desk may use too.
 * - *missed*: somebody else has it. A lead that is neither claimed nor missed is open: nobody has it, or this desk doesn't know who.
 * - *lost*: claims made at this desk that the vendor gave to someone else, who may also be in the row.
 *
 * So a lead offered to three people is in three rows of `person`, and once in the total. Among the hours it is in the one in which it was
 * first offered in the time range, so that the hours add up to the total. The time of a claim is measured for its holder. A lead that was
 * handed over counts for its current holder. `sources` and `teams` leave out all other offers.
 *
 * @throws CommandError invalid-input if the time range is empty
 */
export async function makeReport(
  { store, now }: Pick<OfferReportPorts, 'store' | 'now'>,
  { from, until, by, sources, teams }: CommandArguments<'offers.report'>,
): Promise<OfferReport> {
  if (!(from < until)) throw new CommandError('invalid-input', 'The report period ends before it starts.', 'until');
  const people = new ReportPeople(store);
  const total = new Tally();
  const rows = new Map<string, Tally>();
  if (by === 'hour') for (let hour = 0; hour < 24; hour++) rows.set(String(hour), new Tally());
  const wanted = new Set(teams);
  const asOf = now();
  const others = yieldWhenDue();
  for (const leads of leadsOffered(store, { from, until, sources })) {
    for (const lead of leads) {
      const story = storyOf(lead, people, asOf);
      const turns = story.turns.filter(({ team }) => wanted.size === 0 || wanted.has(team));
      const inTime = turns.filter(({ sentAt }) => sentAt >= from && sentAt < until);
      const keyOf = (turn: Turn) => rowKey(by, turn, lead.connectionId);
      const held = new Set(turns.filter(({ person }) => person === story.holder).map(keyOf));
      total.add(inTime, held.size > 0, story);
      if (by === 'hour') {
        // The first person it was offered to, so that the hours of a day add up to its leads.
        const first = inTime.reduce<Turn | null>((a, b) => (a === null || b.sentAt < a.sentAt ? b : a), null);
        if (first !== null) rows.get(keyOf(first))?.add(inTime, held.size > 0, story);
        continue;
      }
      for (const [key, ofRow] of Map.groupBy(inTime, keyOf)) {
        const row = rows.get(key) ?? new Tally();
        rows.set(key, row);
        row.add(ofRow, held.has(key), story);
      }
    }
    await others();
  }
  const choices = { sources: offeringSources(store).sort(byName), teams: offeringTeams(store).sort(byName) };
  const shown: OfferReport['rows'] = [];
  const labels = rowLabels(by, [...rows.keys()], people, choices);
  for (const [key, row] of rows) {
    shown.push({ key, label: labels.get(key) ?? key, ...row.counts() });
    await others();
  }
  if (by !== 'hour') shown.sort((a, b) => b.offered - a.offered || byText(a.label, b.label));
  return { rows: shown, total: total.counts(), distribution: total.distribution(), choices };
}

async function exportReport(
  ports: OfferReportPorts,
  asked: CommandArguments<'offers.exportReport'>,
): Promise<CommandOutput<'offers.exportReport'>> {
  const report = await makeReport(ports, asked);
  const target = asked.path ?? join(ports.exportsDir, reportFile(asked, ports.now()));
  const [head = [], ...records] = reportRecords(report, asked);
  const { path } = await ports.writeCsv(target, [head, ...records]);
  return { path, rows: records.length };
}

function rowKey(by: ReportBy, { person, team, sentAt }: Turn, connectionId: number): string {
  switch (by) {
    case 'person':
      return person;
    case 'team':
      return team;
    case 'source':
      return String(connectionId);
    case 'hour':
      return String(new Date(sentAt).getHours());
  }
}

/** The labels of the rows. Rows with the same name also show their source. */
function rowLabels(
  by: ReportBy,
  keys: readonly string[],
  people: ReportPeople,
  { sources, teams }: OfferReport['choices'],
): ReadonlyMap<string, string> {
  const sourceName = (id: string | undefined) => sources.find((one) => String(one.id) === id)?.name ?? `Source ${id}`;
  const plain = (key: string): string => {
    switch (by) {
      case 'person':
        return people.label(key);
      case 'team':
        return key.endsWith(':') ? 'No team' : (teams.find((one) => one.key === key)?.name ?? `Team ${key}`);
      case 'source':
        return sourceName(key);
      case 'hour':
        return `${key.padStart(2, '0')}:00`;
    }
  };
  const named = keys.map((key) => ({ key, label: plain(key) }));
  const times = new Map<string, number>();
  for (const { label } of named) times.set(label, (times.get(label) ?? 0) + 1);
  return new Map(
    named.map(({ key, label }) => {
      const connection = by === 'person' || by === 'team' ? /^(\d+):/.exec(key)?.[1] : undefined;
      const twice = (times.get(label) ?? 0) > 1 && connection !== undefined;
      return [key, twice ? `${label} (${sourceName(connection)})` : label];
    }),
  );
}

const byText = (a: string, b: string): number => a.localeCompare(b, 'en');
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => byText(a.name, b.name);
