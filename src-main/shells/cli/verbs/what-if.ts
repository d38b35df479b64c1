import { randomUUID } from 'node:crypto';
import {
  type WhatIfAmounts,
  type WhatIfChange,
  type WhatIfResult,
  whatIfChange,
} from '../../../../src-preload/contract/index.ts';
import { attach } from '../attach.ts';
import { orInterrupted } from '../interrupt.ts';
import { connectionNamed } from '../named.ts';
import { EXIT, EXITS_BY_SIGNAL, type ExitCode, text, texts, UsageError, type Verb, type VerbContext } from '../verb.ts';

const DAY_MS = 86_400_000;
const TABLES = ['day', 'client', 'account', 'campaign'] as const;

/** Distributes posted leads again with changed settings of an account. */
export const whatIf: Verb = {
  group: 'LeadExec account',
  usage:
    "what-if NAME [--from DATE] [--until DATE] [--set 'KIND NUMBER FIELD=VALUE'] [--by day|client|account|campaign]",
  what: 'Distributes the leads this desk posted in a period again, with the account’s current settings and with the changed ones. Shows sends and revenue before and after, how many leads move to other clients, and what couldn’t be determined. Uses the copies of the account on this desk; nothing is sent.',
  options: {
    from: { type: 'string', value: 'DATE', about: 'The first day, such as 2026-11-01 (default: 30 days ago).' },
    until: { type: 'string', value: 'DATE', about: 'The last day (default: today).' },
    set: {
      type: 'string',
      multiple: true,
      value: 'CHANGE',
      about:
        "A change: account, client, method, order or campaign with its number, or rules; then FIELD=VALUE, such as 'account 501 dayMax=10' or 'rules preference=Priority'. VALUE may be JSON. Can be repeated.",
    },
    by: {
      type: 'string',
      value: 'WHAT',
      about: 'The table that is printed: day, client, account or campaign (default client).',
    },
  },
  examples: [
    'what-if Account',
    "what-if Account --from 2026-11-01 --set 'account 501 price=30' --set 'account 502 dayMax=10' --by day",
    "what-if Account --set 'campaign 23 maxSell=2' --json",
  ],
  exits: { 0: 'distributed', 1: 'refused or failed; the reason is on stderr', ...EXITS_BY_SIGNAL },
  async run(context) {
    const [name] = context.words;
    if (name === undefined) throw new UsageError('what-if needs the name of a LeadExec account.');
    const changes = texts(context, 'set').map(changeOf);
    const by = TABLES.find((one) => one === (text(context, 'by') ?? 'client'));
    if (by === undefined) throw new UsageError('--by must be day, client, account or campaign.');
    const until = text(context, 'until');
    const end = until === undefined ? Date.now() : dayOf(until, '--until') + DAY_MS;
    const from = text(context, 'from');
    const start = from === undefined ? end - 30 * DAY_MS : dayOf(from, '--from');
    const desk = await attach(context.dataDir, false);
    const work = async (): Promise<ExitCode> => {
      const { id: connectionId } = await connectionNamed(desk, name);
      const input = { connectionId, runId: randomUUID(), from: start, until: end, changes };
      print(context, await desk.call('leadexec.whatIf', input), by);
      return EXIT.ok;
    };
    try {
      return await orInterrupted(context, desk, work);
    } finally {
      await desk.close();
    }
  },
};

/** The start of a day in this machine's time zone. @throws UsageError */
function dayOf(given: string, flag: string): number {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(given) ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  if (date.getDate() !== Number(day)) throw new UsageError(`${flag} "${given}": use a date such as 2026-11-01.`);
  return date.getTime();
}

const CHANGE = /^\s*(?:(rules)|(account|client|method|order|campaign|source|field)\s+(\d+))\s+(\w+)\s*=(.*)$/s;

/** @throws UsageError */
function changeOf(given: string): WhatIfChange {
  const [, rules, of, id, field = '', value = ''] = CHANGE.exec(given) ?? [];
  const change = {
    of: rules ?? of,
    ...(id === undefined ? {} : { id: Number(id) }),
    set: { [field]: jsonOrText(value.trim()) },
  };
  const read = whatIfChange.safeParse(change);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(`--set "${given}": ${field === '' ? 'use the form KIND NUMBER FIELD=VALUE' : issue?.message}.`);
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    // A value that is not JSON is text.
    return value;
  }
}

const money = (amount: number): string => amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
const count = (n: number): string => n.toLocaleString('en-US');

function print({ json, out, remark }: VerbContext, result: WhatIfResult, by: (typeof TABLES)[number]): void {
  if (json) {
    out(JSON.stringify(result));
    return;
  }
  const { leads, before, after, moved, reproduced, cantTell, notes } = result;
  const both = (one: WhatIfAmounts, other: WhatIfAmounts) =>
    `${count(one.sends)} sends, ${money(one.revenue)} before; ${count(other.sends)} sends, ${money(other.revenue)} after`;
  out(`${count(leads)} leads: ${both(before, after)}. ${count(moved)} leads go to other clients.`);
  out(
    `Reproduced ${count(reproduced.same)} of ${count(reproduced.told)} sends that LeadExec reported; unknown for ${count(cantTell.leads)} leads.`,
  );
  const rows = {
    day: result.byDay.map((row) => ({ name: row.day, ...row })),
    client: result.byClient,
    account: result.byAccount,
    campaign: result.byCampaign,
  }[by];
  for (const row of rows) out(`${row.name}: ${both(row.before, row.after)}`);
  for (const note of notes) remark(note);
}
