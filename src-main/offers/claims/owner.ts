import { addAgent } from '../../lead-work/agents.ts';
import type { WorkPorts } from '../../lead-work/ports.ts';
import { storeAction } from '../../lead-work/store-action.ts';
import { moveTo } from '../../lead-work/work-values.ts';

/** Assigns a lead in the inbox to an agent, as an action that can be undone. In the caller's transaction. @returns the action's id */
export function giveTo(ports: WorkPorts, leadId: number, agent: string): number {
  const owner = addAgent(ports.store, agent, ports.now());
  const { sets } = moveTo(ports, 'owner', owner, ports.index.setOf([leadId]));
  return storeAction(ports, { kind: 'owner', what: `Assigned to ${owner}`, changed: 1, leadId, sets });
}
