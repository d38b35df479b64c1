import { type CommandArguments, CommandError, type CommandOutput } from '../../../src-preload/contract/index.ts';
import { getConnection } from '../../connections/connections.ts';
import { me } from '../../db/me.ts';
import { personOf } from '../../leads/person.ts';
import { recordsOf } from '../../leads/rows/records.ts';
import { insertAction, submitUnderWay } from '../rows/actions.ts';
import { offeredByKey, offeredRow } from '../rows/offered-leads.ts';
import { countOffers } from '../rows/offers.ts';
import { queueJob } from './claim.ts';
import { leadIdOf } from './offered-leads.ts';
import type { ClaimPorts } from './ports.ts';

type Preview = CommandOutput<'offers.submitPreview'>;

/** "Must equal to" this ("Submit one Lead Offer"). */
const TARGET = 'Team Rollout';

interface Known {
  readonly name: string;
  /** Empty if the vendor has not reported it. */
  readonly target: string;
  readonly offers: number;
  readonly sent: number;
}

/**
 * The vendor document's conditions for submitting an offer, as far as this desk can check them. @throws CommandError `not-found`,
 * `invalid-input`
 */
export function submitPreview(ports: ClaimPorts, lead: CommandArguments<'offers.submitPreview'>): Preview {
  const connection = liondesk(ports, lead.connectionId);
  const known = readKnown(ports, lead);
  const { target, offers, sent } = known;
  const who = connection.name;
  const conditions: Preview['conditions'] = [
    {
      what: 'You created the lead',
      holds: null,
      why: `${who} does not say who created it: the token’s user must have.`,
    },
    {
      what: `Its distribution target is “${TARGET}”`,
      holds: target === '' ? null : target === TARGET,
      why: target === '' ? `${who} did not return its distribution target.` : `${who} says “${target}”.`,
    },
    {
      what: 'There are team member distribution options for a team that you created',
      holds: null,
      why: `${who} does not return them. The lead’s routing chooses the team: the one named there, or the one with its ZIP code.`,
    },
    {
      what: 'Offers that were sent already count',
      holds: true,
      why: sent === 0 ? 'None was sent yet.' : `${sent} of ${offers} were sent; ${who} goes on from there.`,
    },
  ];
  const isUnderWay = submitUnderWay(ports.store, lead.connectionId, lead.externalId);
  const refused = isUnderWay ? 'A submission of this lead is in progress: wait until it is done, or cancel it.' : null;
  return { name: known.name, conditions, offers, refused };
}

/**
 * Submits a lead as a job of the queue. `offersBefore` is the vendor's current number of its offers, or this desk's count if the vendor
 * could not be asked.
 * @throws CommandError `conflict` while another submission of it is under way
 */
export function submit(
  ports: ClaimPorts,
  lead: CommandArguments<'offers.submit'>,
  offersBefore: number | null,
): CommandOutput<'offers.submit'> {
  const { store, now } = ports;
  const { connectionId, externalId } = lead;
  liondesk(ports, connectionId);
  return store.write(() => {
    const { refused, offers } = submitPreview(ports, lead);
    if (refused !== null) throw new CommandError('conflict', refused);
    const actId = insertAction(store, {
      kind: 'submit',
      connection_id: connectionId,
      offered_lead_id: offeredByKey(store, lead) ?? null,
      external_id: externalId,
      who: me(store),
      at: now(),
      outcome: 'claimed-here',
      what: 'Waiting to be sent',
      offers_before: Math.max(offersBefore ?? 0, offers),
    });
    return { actId, jobId: queueJob(ports, { connectionId, externalId, actId, kind: 'submit' }) };
  });
}

function liondesk({ store }: ClaimPorts, connectionId: number): { readonly name: string } {
  const connection = getConnection(store, connectionId);
  if (connection.kind === 'liondesk') return connection;
  throw new CommandError(
    'invalid-input',
    `${connection.name} isn’t a LionDesk connection, so offers can’t be submitted to it.`,
    'connectionId',
  );
}

function readKnown(ports: ClaimPorts, lead: { readonly connectionId: number; readonly externalId: string }): Known {
  const { store, now } = ports;
  const id = offeredByKey(store, lead);
  const counts = id === undefined ? { offers: 0, sent: 0 } : countOffers(store, id, now());
  const target = id === undefined ? '' : (offeredRow(store, id)?.distribution_target ?? '');
  const leadId = leadIdOf(store, { connection_id: lead.connectionId, external_id: lead.externalId });
  const { firstName, lastName } =
    leadId === null ? { firstName: '', lastName: '' } : personOf(recordsOf(store, leadId)).fields;
  return { name: `${firstName} ${lastName}`.trim(), target, ...counts };
}
