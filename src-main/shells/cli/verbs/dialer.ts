import type { Connection, DialerChoices } from '../../../../src-preload/contract/index.ts';
import { durationWords } from '../../../platform/duration.ts';
import { attach, type Desk } from '../attach.ts';
import { connectionNamed } from '../named.ts';
import { EXIT, type ExitCode, UsageError, type Verb, type VerbContext } from '../verb.ts';

const WHAT = ['lists', 'campaigns', 'fields'] as const;

/** Shows what a dialer reports: its lists, its campaigns, the custom fields of a list. */
export const dialer: Verb = {
  group: 'Connections',
  usage: 'dialer lists|campaigns NAME [--refresh]\n      dialer fields NAME LIST [--refresh]',
  what: 'Shows the lists, campaigns or custom fields a dialer reports, and when they were read. Changes nothing there.',
  options: {
    refresh: { type: 'boolean', about: 'Ask the dialer now instead of showing stored data.' },
  },
  examples: ['dialer lists Main', 'dialer fields Main 101 --json', 'dialer campaigns Main --refresh'],
  exits: { 1: 'the dialer could not be reached, or refused the login', 3: 'the dialer does not report this' },
  async run(context) {
    const [word, name, listId] = context.words;
    const what = WHAT.find((one) => one === word);
    if (what === undefined) throw new UsageError(`dialer takes ${WHAT.join(', ')}, not ${word ?? 'nothing'}.`);
    if (name === undefined) throw new UsageError(`dialer ${what} needs the name of a connection.`);
    if (what === 'fields' && !/^\d{2,14}$/.test(listId ?? ''))
      throw new UsageError('dialer fields needs a list number after the connection.');
    const desk = await attach(context.dataDir, false);
    try {
      const connection = await connectionNamed(desk, name);
      const choices = await readChoices(desk, connection, what === 'fields' ? (listId ?? null) : null, context);
      if (what === 'lists') return showLists(context, connection, choices);
      if (what === 'campaigns') return showCampaigns(context, connection, choices);
      return showFields(context, connection, choices, listId ?? '');
    } finally {
      await desk.close();
    }
  },
};

/** What the dialer reported last. It is read now if there is nothing, or if the flag requests it. */
async function readChoices(
  desk: Desk,
  { id }: Connection,
  listId: string | null,
  context: VerbContext,
): Promise<DialerChoices> {
  const kept = await desk.call('connections.choices', { id });
  const knows =
    kept !== null && (listId === null || kept.lists?.some((one) => one.listId === listId && one.fields !== null));
  if (kept !== null && knows && context.options.refresh !== true) return kept;
  return await desk.call('connections.fetchChoices', { id, ...(listId === null ? {} : { listId }) });
}

const ago = ({ at }: DialerChoices): string => `Read ${durationWords(Math.max(0, Date.now() - at))} ago.`;

/** Prints that the dialer does not report this, with its own message. */
function printNotReported(
  context: VerbContext,
  { name }: Connection,
  choices: DialerChoices,
  what: (typeof WHAT)[number],
  cure: string,
): ExitCode {
  const line = choices.notTold.find((one) => one.what === what)?.line;
  if (context.json) context.out(JSON.stringify({ at: choices.at, [what]: null, notTold: choices.notTold }));
  context.remark(`${name} does not report its ${what}. ${cure}${line ? ` Its answer: ${line}` : ''}`);
  return EXIT.attention;
}

function showLists(context: VerbContext, connection: Connection, choices: DialerChoices): ExitCode {
  const { lists, allLists, at } = choices;
  if (lists === null) return printNotReported(context, connection, choices, 'lists', 'Enter the list number.');
  if (context.json) context.out(JSON.stringify({ at, allLists, lists }));
  else {
    for (const { listId, name, campaign, active, leads, fields } of lists) {
      const words = [
        campaign,
        active ? 'active' : 'inactive',
        ...(leads === null ? [] : [`${leads.toLocaleString('en-US')} leads`]),
        ...(fields === null || fields.length === 0 ? [] : [`custom fields ${fields.join(', ')}`]),
      ];
      context.out([listId, name, words.join(', ')].join('\t'));
    }
    const only = allLists ? '' : ' It reports only single lists: these are the ones used here.';
    context.remark(`${ago(choices)}${only}`);
  }
  return EXIT.ok;
}

function showCampaigns(context: VerbContext, connection: Connection, choices: DialerChoices): ExitCode {
  const { campaigns, at } = choices;
  if (campaigns === null) return printNotReported(context, connection, choices, 'campaigns', 'Enter the campaign.');
  if (context.json) context.out(JSON.stringify({ at, campaigns }));
  else {
    for (const { campaignId, name, active } of campaigns)
      context.out([campaignId, name, active ? 'active' : 'inactive'].join('\t'));
    context.remark(ago(choices));
  }
  return EXIT.ok;
}

function showFields(context: VerbContext, connection: Connection, choices: DialerChoices, listId: string): ExitCode {
  const list = choices.lists?.find((one) => one.listId === listId);
  if (list === undefined && choices.lists !== null) {
    if (context.json) context.out(JSON.stringify({ at: choices.at, listId, fields: null, notTold: choices.notTold }));
    context.remark(`${connection.name} has no list ${listId} that the API user can see.`);
    return EXIT.attention;
  }
  const fields = list?.fields ?? null;
  if (fields === null)
    return printNotReported(context, connection, choices, 'fields', 'Enter the label of each custom field.');
  if (context.json) context.out(JSON.stringify({ at: choices.at, listId, fields }));
  else {
    for (const label of fields) context.out(label);
    context.remark(fields.length === 0 ? `List ${listId} has no custom fields. ${ago(choices)}` : ago(choices));
  }
  return EXIT.ok;
}
