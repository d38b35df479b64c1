import {
  type CommandArguments,
  CommandError,
  type CommandOutput,
  dialSettings,
} from '../../../src-preload/contract/index.ts';
import { getDialer } from '../../connections/connections.ts';
import { getImport } from '../../dialing/import-table.ts';
import { configure } from '../../dialing/imports.ts';
import { toDialList } from '../../leads/to-dial-list.ts';
import { leadIdOf, offeredLead } from './offered-leads.ts';
import type { ClaimPorts } from './ports.ts';

export interface ToDialerPorts extends ClaimPorts {
  readonly uploadsDir: string;
  readonly exportsDir: string;
  /** Checks a dial list and starts it if the check succeeds. */
  readonly checkAndStart: (importId: number) => void;
}

/**
 * Sends a lead to the dialer as a callback for one user ("Load Lead", callback_type USERONLY), as a dial list of one row that is checked
 * and started like any other. The time is sent in this desk's zone, which the dialer interprets as its own.
 * @throws CommandError `invalid-input` naming the field; `conflict` if the lead is not in the inbox
 */
export async function toDialer(
  ports: ToDialerPorts,
  input: CommandArguments<'offers.toDialer'>,
): Promise<CommandOutput<'offers.toDialer'>> {
  const { store, now, hooks, changed } = ports;
  const lead = offeredLead(store, input.id);
  const leadId = leadIdOf(store, lead);
  if (leadId === null)
    throw new CommandError('conflict', 'This lead is not in the inbox, so there is no phone to call.');
  const dialer = getDialer(store, input.dialerId);
  const settings = dialSettings.safeParse({
    list_id: input.listId,
    campaign: input.campaignId,
    campaign_id: input.campaignId,
    callback: 'Y',
    callback_type: 'USERONLY',
    callback_user: input.user,
    callback_datetime: dialerTime(input.callbackAt),
  });
  if (!settings.success) {
    const [issue] = settings.error.issues;
    throw new CommandError(
      'invalid-input',
      issue?.message ?? 'The dialer does not accept this.',
      fieldOf(issue?.path[0]),
    );
  }
  const title = `Callback for ${input.user}`;
  const { importId, leads, name } = await toDialList(ports, { which: { ids: [leadId] }, name: title });
  const { mapping } = getImport(store, importId);
  if (mapping === null) throw new CommandError('failed', 'The dial list was created without its columns.');
  configure(store, { id: importId, connectionId: dialer.id, settings: settings.data, mapping }, now());
  store.write(() => hooks.wentOut(store, { kind: 'dial-list', leads, what: `Added to the dial list “${name}”` }));
  ports.checkAndStart(importId);
  changed('imports');
  changed('leads');
  return { importId };
}

/** The command's name for a setting that the dialer names differently. */
function fieldOf(setting: PropertyKey | undefined): string {
  switch (setting) {
    case 'list_id':
      return 'listId';
    case 'campaign':
    case 'campaign_id':
      return 'campaignId';
    case 'callback_user':
      return 'user';
    default:
      return 'callbackAt';
  }
}

/** `YYYY-MM-DD HH:MM:SS` ("Load Lead", callback_datetime), by the desk's own clock. */
function dialerTime(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
