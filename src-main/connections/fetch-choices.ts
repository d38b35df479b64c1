import {
  type CommandArguments,
  CommandError,
  type DialerChoices,
  type DialerList,
} from '../../src-preload/contract/index.ts';
import type { Store } from '../db/store.ts';
import type { FunctionAnswer, ReadingFunction } from '../vendors/crocodial/functions.ts';
import { redactor } from '../vendors/crocodial/redact.ts';
import { campaignsIn, listsIn } from '../vendors/crocodial/reported-lists.ts';
import { getDialer } from './connections.ts';
import { keepChoices, keepFunctions, knownChoices, knownFunctions } from './dialer-knowledge.ts';
import { askFunction, type FunctionPorts } from './try-functions.ts';

/** The most lists whose leads are counted. Each takes a separate request. */
const COUNTED_AT_MOST = 25;
const ALL_LISTS = '---ALL---';
const HEADER = { stage: 'pipe', header: 'YES' } as const;

/** The lists to ask about if the dialer can't list all of them. */
export interface ChoicePorts extends FunctionPorts {
  readonly listsUsed: (connectionId: number) => readonly string[];
}

/**
 * Reads a dialer's lists, campaigns and custom fields with functions that only read, and stores them with the time. Refused functions leave
 * their part unknown. If an answer can't be parsed, what was stored before is kept.
 *
 * @throws CommandError as `askFunction`; `unavailable` where an answer can't be read and something was known before
 */
export async function fetchChoices(
  ports: ChoicePorts,
  { id, listId }: CommandArguments<'connections.fetchChoices'>,
): Promise<DialerChoices> {
  const { store } = ports;
  getDialer(store, id);
  const before = knownChoices(store, id);
  const asking = new Asking(ports, id, before !== null);
  const found = listId === undefined ? await everything(ports, asking, id) : await oneList(asking, before, listId);
  const choices = { ...found, at: ports.now() };
  // The connection may have been changed or removed during the request, and then the answer no longer applies to it.
  if (!asking.isStill()) {
    throw new CommandError('conflict', 'The connection was changed during the request. Try again.');
  }
  keepChoices(store, id, choices);
  asking.keep();
  return choices;
}

/** One series of requests to a dialer, which also records the functions that it answers. */
class Asking {
  readonly #ports: FunctionPorts;
  readonly #id: number;
  readonly #strict: boolean;
  readonly #as: string;
  readonly #answers: Record<string, boolean> = {};
  readonly notTold: DialerChoices['notTold'] = [];

  constructor(ports: FunctionPorts, id: number, strict: boolean) {
    this.#ports = ports;
    this.#id = id;
    this.#strict = strict;
    this.#as = this.#now();
  }

  async ask(name: ReadingFunction, fields: Readonly<Record<string, string>>): Promise<FunctionAnswer> {
    const { reply } = await askFunction(this.#ports, this.#id, name, fields);
    if (reply.is === 'unclear' && this.#strict) {
      throw new CommandError(
        'unavailable',
        `The dialer gave no clear answer to ${name}: ${this.line(reply) || 'empty'}. The earlier data is kept.`,
      );
    }
    this.#answers[name] = reply.is === 'rows' || reply.is === 'none';
    return reply;
  }

  /** The dialer's answer, shortened and without the password. */
  line(reply: FunctionAnswer): string {
    const pass = this.#ports.passwords.of(this.#id);
    return (pass === null ? reply.line : redactor(pass)(reply.line)).slice(0, 200);
  }

  isStill(): boolean {
    return this.#now() === this.#as;
  }

  /** Stores which functions were answered. */
  keep(): void {
    const { store, now } = this.#ports;
    const known = knownFunctions(store, this.#id);
    const answers = { ...known?.answers, ...this.#answers };
    keepFunctions(store, this.#id, { at: now(), answers, clock: known?.clock ?? null });
  }

  #now(): string {
    const { url, user } = getDialer(this.#ports.store, this.#id);
    return JSON.stringify([url, user, this.#ports.passwords.of(this.#id)]);
  }
}

type Found = Omit<DialerChoices, 'at'>;

async function everything(ports: ChoicePorts, asking: Asking, id: number): Promise<Found> {
  const reportedCampaigns = await asking.ask('campaigns_list', HEADER);
  const campaigns = campaignsIn(reportedCampaigns);
  if (campaigns === null) asking.notTold.push({ what: 'campaigns', line: asking.line(reportedCampaigns) });
  const reply = await asking.ask('list_custom_fields', { ...HEADER, list_id: ALL_LISTS });
  const all = listsIn(reply);
  if (all === null) asking.notTold.push({ what: 'fields', line: asking.line(reply) });
  const wanted = all === null ? ports.listsUsed(id) : all.filter(({ active }) => active).map(({ listId }) => listId);
  const counted = await countLists(asking, wanted.slice(0, COUNTED_AT_MOST));
  if (all !== null) {
    const lists = all.map((list) => ({ ...list, leads: counted.lists.get(list.listId)?.leads ?? null }));
    return { lists, allLists: true, campaigns, notTold: asking.notTold };
  }
  if (counted.answered) {
    return { lists: [...counted.lists.values()], allLists: false, campaigns, notTold: asking.notTold };
  }
  asking.notTold.push({ what: 'lists', line: counted.line ?? asking.line(reply) });
  return { lists: null, allLists: false, campaigns, notTold: asking.notTold };
}

/** Reads lists one by one until the dialer refuses. */
async function countLists(
  asking: Asking,
  listIds: readonly string[],
): Promise<{ lists: Map<string, DialerList>; answered: boolean; line: string | null }> {
  const lists = new Map<string, DialerList>();
  let answered = false;
  for (const listId of listIds) {
    const reply = await asking.ask('list_info', { ...HEADER, list_id: listId, leads_counts: 'Y' });
    const found = listsIn(reply);
    if (found === null) return { lists, answered, line: asking.line(reply) };
    answered = true;
    for (const list of found) lists.set(list.listId, list);
  }
  return { lists, answered, line: null };
}

/** Reads the lead count and the fields of one list. */
async function oneList(asking: Asking, before: DialerChoices | null, listId: string): Promise<Found> {
  const reply = await asking.ask('list_info', { ...HEADER, list_id: listId, leads_counts: 'Y' });
  const info = listsIn(reply);
  const reportedFields = await asking.ask('list_custom_fields', { ...HEADER, list_id: listId });
  const withFields = listsIn(reportedFields);
  const list = info?.[0] ?? withFields?.[0];
  if (info === null) asking.notTold.push({ what: 'lists', line: asking.line(reply) });
  if (withFields === null) asking.notTold.push({ what: 'fields', line: asking.line(reportedFields) });
  const others = (before?.lists ?? []).filter((one) => one.listId !== listId);
  const answered = info !== null || withFields !== null;
  const lists = list === undefined ? others : [...others, { ...list, fields: withFields?.[0]?.fields ?? list.fields }];
  return {
    lists: answered || before?.lists ? lists.sort((a, b) => Number(a.listId) - Number(b.listId)) : null,
    allLists: before?.allLists ?? false,
    campaigns: before?.campaigns ?? null,
    notTold: [...(before?.notTold ?? []).filter(({ what }) => what === 'campaigns'), ...asking.notTold],
  };
}

/** Warnings about a list and campaign before leads are sent to them, from what the dialer reported. Each is a sentence. */
export function choiceWarnings(
  store: Store,
  connectionId: number,
  {
    list_id: listId,
    campaign_id: campaignId,
    campaign,
  }: { list_id: string; campaign_id?: string | undefined; campaign: string },
): string[] {
  const known = knownChoices(store, connectionId);
  const { name } = getDialer(store, connectionId);
  if (known === null) return [];
  const warnings: string[] = [];
  const list = known.lists?.find((one) => one.listId === listId);
  if (known.lists !== null && known.allLists && list === undefined) {
    warnings.push(
      `List ${listId} is not among the ${known.lists.length} lists reported by ${name}: check the number, or refresh the lists.`,
    );
  }
  if (list !== undefined && !list.active) {
    warnings.push(`List ${listId} (${list.name}) is inactive in ${name}: its leads are not dialed until it is active.`);
  }
  const used = campaignId ?? campaign;
  const reported = known.campaigns?.find((one) => one.campaignId.toLowerCase() === used.toLowerCase());
  if (known.campaigns !== null && known.campaigns.length > 0 && reported === undefined) {
    warnings.push(`Campaign ${used} is not among the campaigns reported by ${name}.`);
  }
  if (reported !== undefined && !reported.active)
    warnings.push(`Campaign ${reported.campaignId} is inactive in ${name}.`);
  if (list !== undefined && reported !== undefined && list.campaign !== '' && list.campaign !== reported.campaignId) {
    warnings.push(`List ${listId} belongs to campaign ${list.campaign} at ${name}, not to ${reported.campaignId}.`);
  }
  return warnings;
}
