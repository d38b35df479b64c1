import { type ClaimResult, type CommandArguments, CommandError } from '../../../src-preload/contract/index.ts';
import { me } from '../../db/me.ts';
import { addAgent, knownAgent } from '../../lead-work/agents.ts';
import { ownerOf } from '../../leads/rows/work.ts';
import { enqueue } from '../../queue/rows/add-jobs.ts';
import { jobOfSource } from '../../queue/rows/find-jobs.ts';
import { createGroup, newestGroup } from '../../queue/rows/groups.ts';
import { changeAction, insertAction } from '../rows/actions.ts';
import { changeIfOpen, changeOffered, type OfferedLead } from '../rows/offered-leads.ts';
import { firstNotice } from '../rows/offers.ts';
import { ownUsers } from '../rows/people.ts';
import { leadIdOf, offeredLead } from './offered-leads.ts';
import { giveTo } from './owner.ts';
import type { ClaimPorts } from './ports.ts';
import { outOfReach, writeBackOf } from './reach.ts';
import { asksForIt, hadWords, hasIt, holderOf, takenWords } from './words.ts';

/** The result of asking for a lead. */
interface Asked {
  /** The claim that was made; null if the lead was already taken. */
  readonly actId: number | null;
  readonly what: string;
  readonly won: boolean;
}

/**
 * Claims a lead for an agent by a conditional update, so that exactly one of several simultaneous claims gets the row. The same transaction
 * stores the action and, with write-back, the job that informs the vendor. Later claims are answered with who has the lead.
 *
 * @throws CommandError `not-found`; `conflict` before its first offer is sent
 */
export function claim(
  ports: ClaimPorts,
  { id, agent }: CommandArguments<'offers.claim'>,
): ClaimResult & { actId: number | null } {
  const { store } = ports;
  const asked = store.write(() => {
    const found = recordClaim(ports, offeredLead(store, id), agent ?? me(store));
    ports.reached?.('before-claim-commit');
    return found;
  });
  ports.reached?.('after-claim-commit');
  const lead = offeredLead(store, id);
  const { actId, what, won } = asked;
  if (actId !== null) ports.touched([id]);
  return { outcome: lead.state, won, by: holderOf(lead), what, card: ports.card(id), actId };
}

function recordClaim(ports: ClaimPorts, before: OfferedLead, asker: string): Asked {
  const { store, now } = ports;
  if (before.state === 'open') assertSent(ports, before);
  const agent = known(ports, asker);
  const why = outOfReach(ports, before.connection_id);
  const state = why === null ? 'claimed-here' : 'intent';
  const won = changeIfOpen(store, before.id, {
    ...{ state, agent, holder: agent, holder_user: '', claimed_at: now(), claimed_via: '', time_to_claim: null },
    ...{ touched_at: null, alerted_at: null, confirmed: '' },
  });
  if (!won) return late(ports, offeredLead(store, before.id), agent);
  addAgent(store, agent, now());
  const { on, name } = writeBackOf(store, before.connection_id);
  const what =
    why !== null
      ? `${asksForIt(agent)}. Not sent yet: ${why}.`
      : on
        ? `${hasIt(agent)} here; sending the claim to ${name}.`
        : `${hasIt(agent)} here. Claims are not reported to ${name}; it counts as claimed once ${name} confirms.`;
  const actId = insertAction(store, {
    kind: 'claim',
    connection_id: before.connection_id,
    offered_lead_id: before.id,
    external_id: before.external_id,
    who: agent,
    at: now(),
    outcome: state,
    what,
  });
  changeOffered(store, before.id, { act_id: actId });
  if (on) queueJob(ports, { connectionId: before.connection_id, externalId: before.external_id, actId, kind: 'claim' });
  giveOwner(ports, before, agent, actId);
  return { actId, what, won: true };
}

/** Enqueues the job of an action, with one group per connection and kind. In the caller's transaction. */
export function queueJob(
  { store, now }: Pick<ClaimPorts, 'store' | 'now'>,
  job: {
    readonly connectionId: number;
    readonly externalId: string;
    readonly actId: number;
    readonly kind: 'claim' | 'submit';
  },
): number {
  const { connectionId, externalId, actId } = job;
  const kind = job.kind === 'claim' ? 'claim' : 'submit-offer';
  const label = job.kind === 'claim' ? 'Claims' : 'Submitted offers';
  const group = newestGroup(store, connectionId, kind) ?? createGroup(store, { connectionId, kind, label, now: now() });
  // Each lead is a lane, so that two requests that change the same lead are never in flight together.
  const added = enqueue(store, { id: group, connectionId }, [{ source: actId, lane: `lead ${externalId}` }], now());
  const made = jobOfSource(store, { connectionId, source: actId });
  if (added !== 1 || made === undefined) throw new Error(`What was done here (${actId}) has a job already`);
  return made.id;
}

/** An agent's name as stored, or else as given. The name of an agent whose claim comes too late is not stored. */
function known({ store }: ClaimPorts, name: string): string {
  return knownAgent(store, name) ?? name;
}

/** @throws CommandError `conflict` while all of its offers are still to be sent */
function assertSent({ store, now }: ClaimPorts, { id }: OfferedLead): void {
  const opens = firstNotice(store, id);
  if (opens === null || opens <= now()) return;
  const at = new Date(opens);
  const day = at.toDateString() === new Date(now()).toDateString() ? '' : ` on ${at.toLocaleDateString('en-US')}`;
  const time = at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });
  throw new CommandError('conflict', `This lead is not offered yet. Its first offer is sent at ${time}${day}.`, 'id');
}

/** The reply when the lead is already taken, by the same agent or another one. */
function late({ store, now }: ClaimPorts, lead: OfferedLead, agent: string): Asked {
  const elsewhere =
    lead.agent === null && agent === me(store) && ownUsers(store, lead.connection_id).includes(lead.holder_user);
  const mine = lead.state !== 'lost' && (lead.agent === agent || elsewhere);
  return { actId: null, won: mine, what: mine ? hadWords(lead) : takenWords(lead, now()) };
}

/** Makes the claiming agent the lead's owner in the inbox too, unless it already has one. */
function giveOwner(ports: ClaimPorts, lead: OfferedLead, agent: string, actId: number): void {
  const leadId = leadIdOf(ports.store, lead);
  if (leadId === null || ownerOf(ports.store, leadId) !== null) return;
  changeAction(ports.store, actId, { owner_act: giveTo(ports, leadId, agent) });
}
