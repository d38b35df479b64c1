import type { LeadAction, LeadStatus } from '../../src-preload/contract/index.ts';
import type { LeadSet } from '../lead-index/bitmap/lead-set.ts';
import type { ActionSet } from './action-sets.ts';
import type { WorkPorts } from './ports.ts';
import { followStatus } from './shown-work.ts';
import { moveTo, turnTag } from './work-values.ts';

const STATUS_WORDS: Readonly<Record<LeadStatus, string>> = {
  new: 'New',
  working: 'Working',
  callback: 'Callback',
  waiting: 'Waiting',
  done: 'Done',
  'do-not-call': 'Do not call',
};

/** The description of an action. */
export function inWords(action: LeadAction): string {
  switch (action.kind) {
    case 'tag':
      return `Tagged “${action.tag}”`;
    case 'untag':
      return `Removed tag “${action.tag}”`;
    case 'owner':
      return action.owner === null ? 'Unassigned' : `Assigned to ${action.owner}`;
    case 'status':
      return `Status set to ${STATUS_WORDS[action.status]}`;
  }
}

/** Changes leads as an action specifies. In the caller's write transaction. @returns the changed sets, and the number of changed leads */
export function carryOut(ports: WorkPorts, action: LeadAction, leads: LeadSet): { sets: ActionSet[]; changed: number } {
  switch (action.kind) {
    case 'tag':
    case 'untag': {
      const gave = action.kind === 'tag';
      const changed = turnTag(ports, action.tag, leads, gave);
      return { sets: [{ facet: 'tag', value: action.tag, gave, leads: changed }], changed: changed.count() };
    }
    case 'owner': {
      const { sets, all } = moveTo(ports, 'owner', action.owner, leads);
      return { sets, changed: all.count() };
    }
    case 'status': {
      const { sets, all } = moveTo(ports, 'status', action.status, leads);
      followStatus(ports, sets);
      return { sets, changed: all.count() };
    }
  }
}
