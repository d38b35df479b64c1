import { type CommandArguments, CommandError, type OfferCard } from '../../../src-preload/contract/index.ts';
import { me } from '../../db/me.ts';
import type { JobState } from '../../db/tables.ts';
import { addAgent } from '../../lead-work/agents.ts';
import { ownerOf } from '../../leads/rows/work.ts';
import { jobOfSource } from '../../queue/rows/find-jobs.ts';
import { actionRow, insertAction, type StoredAction } from '../rows/actions.ts';
import { changeOffered, type OfferedLead } from '../rows/offered-leads.ts';
import { ownUsers } from '../rows/people.ts';
import { leadIdOf, offeredLead } from './offered-leads.ts';
import { giveTo } from './owner.ts';
import type { ClaimPorts } from './ports.ts';
import { writeBackOf } from './reach.ts';
import { release } from './release.ts';

/**
 * Makes a lead open again at this desk. The vendor has no call for this and is not informed. Jobs that have not been sent are cancelled.
 * @throws CommandError `conflict` if nobody at this desk has it, or while the claim is being sent to the vendor
 */
export function handBack(ports: ClaimPorts, { id }: CommandArguments<'offers.handBack'>): OfferCard {
  const { store, now } = ports;
  store.write(() => {
    const lead = heldHere(ports, id);
    const claim = claimOf(ports, lead);
    if (claim !== null && jobState(ports, claim) === 'sending') {
      const { name } = writeBackOf(store, lead.connection_id);
      throw new CommandError('conflict', `${name} is receiving the claim right now. Try again in a moment.`);
    }
    insertAction(store, {
      kind: 'hand-back',
      connection_id: lead.connection_id,
      offered_lead_id: lead.id,
      external_id: lead.external_id,
      who: me(store),
      at: now(),
      outcome: 'claimed-here',
      what: `${lead.agent ?? lead.holder} handed it back: open again here. The vendor is not notified.`,
      settled_at: now(),
    });
    release(ports, lead, claim, 'Handed back');
  });
  ports.touched([id]);
  ports.changed('leads');
  return ports.card(id);
}

/**
 * Hands a lead that was claimed here, or by this desk's user elsewhere, to a colleague, who also becomes its owner in the inbox.
 * @throws CommandError `conflict` if nobody at this desk has it
 */
export function handOver(ports: ClaimPorts, { id, to }: CommandArguments<'offers.handOver'>): OfferCard {
  const { store, now } = ports;
  store.write(() => {
    const lead = heldHere(ports, id);
    const agent = addAgent(store, to, now());
    if (agent === lead.agent) return;
    insertAction(store, {
      kind: 'hand-over',
      connection_id: lead.connection_id,
      offered_lead_id: lead.id,
      external_id: lead.external_id,
      who: lead.agent ?? me(store),
      to_agent: agent,
      at: now(),
      outcome: 'claimed-here',
      what: `${lead.agent ?? lead.holder} handed it over to ${agent}`,
      settled_at: now(),
    });
    changeOffered(store, id, { agent, holder: agent });
    const leadId = leadIdOf(store, lead);
    const owner = leadId === null ? null : ownerOf(store, leadId);
    if (leadId !== null && (owner === null || owner === lead.agent)) giveTo(ports, leadId, agent);
  });
  ports.touched([id]);
  ports.changed('leads');
  return ports.card(id);
}

/** @throws CommandError `conflict` for a lead that nobody at this desk has */
function heldHere({ store }: ClaimPorts, id: number): OfferedLead {
  const lead = offeredLead(store, id);
  if (lead.state === 'open') throw new CommandError('conflict', 'Nobody has this lead; it is open.');
  const isOurs = lead.agent !== null || ownUsers(store, lead.connection_id).includes(lead.holder_user);
  if (lead.state !== 'lost' && isOurs) return lead;
  throw new CommandError('conflict', `${lead.holder === '' ? 'Someone else' : lead.holder} has this lead.`);
}

function claimOf({ store }: ClaimPorts, { act_id }: OfferedLead): StoredAction | null {
  if (act_id === null) return null;
  return actionRow(store, act_id) ?? null;
}

function jobState({ store }: ClaimPorts, action: StoredAction): JobState | null {
  return jobOfSource(store, { connectionId: action.connection_id, source: action.id })?.state ?? null;
}
