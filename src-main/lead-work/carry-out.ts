import type { LeadAct, LeadStatus } from '../../src-preload/contract/index.ts';
import type { LeadSet } from '../lead-index/bitmap/lead-set.ts';
import type { ActSet } from './act-sets.ts';
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
export function inWords(act: LeadAct): string {
  switch (act.kind) {
    case 'tag':
      return `Tagged “${act.tag}”`;
    case 'untag':
      return `Removed tag “${act.tag}”`;
    case 'owner':
      return act.owner === null ? 'Unassigned' : `Assigned to ${act.owner}`;
    case 'status':
      return `Status set to ${STATUS_WORDS[act.status]}`;
  }
}

/** Changes leads as an action specifies. In the caller's write transaction. @returns the changed sets, and the number of changed leads */
export function carryOut(ports: WorkPorts, act: LeadAct, leads: LeadSet): { sets: ActSet[]; changed: number } {
  switch (act.kind) {
    case 'tag':
    case 'untag': {
      const gave = act.kind === 'tag';
      const changed = turnTag(ports, act.tag, leads, gave);
      return { sets: [{ facet: 'tag', value: act.tag, gave, leads: changed }], changed: changed.count() };
    }
    case 'owner': {
      const { sets, all } = moveTo(ports, 'owner', act.owner, leads);
      return { sets, changed: all.count() };
    }
    case 'status': {
      const { sets, all } = moveTo(ports, 'status', act.status, leads);
      followStatus(ports, sets);
      return { sets, changed: all.count() };
    }
  }
}
