import type { Connection, LeadFacet, LeadStatus } from '../../../../src-preload/contract/index.ts';
import { US_STATES } from '../../../../src-preload/rules/us-states.ts';
import { LEAD_STATUSES } from '../../../features/lead/status-look.ts';
import type { CallbackDue, Condition, FacetMode } from '../../../state/inbox-filter.ts';

interface FacetLook {
  readonly label: string;
  readonly group: string;
  /** For "is not" and "has none": a lead always has one of these. */
  readonly always?: boolean;
  /** One of two: nothing to search. */
  readonly yesNo?: boolean;
  /** What else people type to find it. */
  readonly also?: string;
}

/** How each facet is called, in the order in which they are offered. */
export const FACETS: Readonly<Record<LeadFacet, FacetLook>> = {
  status: { label: 'Status', group: 'Work', always: true },
  owner: { label: 'Owner', group: 'Work', also: 'agent assigned unassigned' },
  tag: { label: 'Tag', group: 'Work' },
  attempts: { label: 'Call attempts', group: 'Work', always: true, also: 'calls attempts tries' },
  source: { label: 'Source', group: 'Where from', always: true, also: 'vendor' },
  unlocked: { label: 'Unlocked', group: 'Where from', yesNo: true, also: 'locked' },
  applied: { label: 'Applied to a job', group: 'Where from', yesNo: true },
  sentMonth: { label: 'Month received by vendor', group: 'Where from' },
  reach: { label: 'Contact by', group: 'Where from', also: 'has phone email contact' },
  license: { label: 'License', group: 'The person' },
  specialty: { label: 'Specialty', group: 'The person' },
  state: { label: 'State', group: 'The person', also: 'lives in home' },
  licensedState: { label: 'Licensed in', group: 'The person', also: 'license states' },
  destination: { label: 'Preferred states', group: 'The person', also: 'destination wants to go to work in' },
  employmentType: { label: 'Employment type', group: 'The person' },
  contactTime: { label: 'Best time to call', group: 'The person' },
  investigated: { label: 'License investigated', group: 'The person', yesNo: true },
  // Offered as a range.
  experience: { label: 'Experience', group: 'The person' },
};

export const RANGES: Readonly<
  Record<'experience' | 'received' | 'callback', { label: string; group: string; also: string }>
> = {
  callback: { label: 'Callback', group: 'Work', also: 'call back due overdue' },
  received: { label: 'Received', group: 'Where from', also: 'date new today' },
  experience: { label: 'Years of experience', group: 'The person', also: '' },
};

export const MODES: readonly { readonly value: FacetMode; readonly label: string }[] = [
  { value: 'any', label: 'is' },
  { value: 'none', label: 'is not' },
  { value: 'empty', label: 'is empty' },
];

export const DUE: Readonly<Record<CallbackDue, string>> = {
  overdue: 'overdue',
  today: 'due today',
  week: 'due within a week',
  any: 'at any time',
};

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' });

/** A day as it is said: "Nov 3, 2026". */
export function dayWord(at: number): string {
  return DAY.format(at);
}

/** A facet's value as it is said, where the desk is not asked for its name. */
export function valueWord(
  facet: LeadFacet,
  value: string,
  connections: readonly Pick<Connection, 'id' | 'name'>[],
): string {
  switch (facet) {
    case 'status':
      return LEAD_STATUSES[value as LeadStatus]?.word ?? value;
    case 'owner':
      // Whoever sits at the desk, in the lists a desk begins with.
      return value === '@me' ? 'me' : value;
    case 'source':
      if (value === 'hand') return 'By hand';
      if (value === 'file') return 'From a file';
      return connections.find((c) => String(c.id) === value)?.name ?? `Source ${value}`;
    case 'unlocked':
    case 'applied':
    case 'investigated':
      return value === 'yes' ? 'yes' : 'no';
    case 'sentMonth':
      return /^\d{4}-\d{2}$/.test(value) ? MONTH.format(new Date(`${value}-01T00:00:00Z`)) : value;
    case 'state':
    case 'licensedState':
    case 'destination':
      return US_STATES[value] ?? value;
    case 'reach':
      return value === 'email' ? 'e-mail' : value;
    default:
      return value;
  }
}

/** What a condition is about: the first, soft word of its chip. */
export function subjectOf(condition: Condition): string {
  return condition.kind === 'facet' ? FACETS[condition.facet].label : RANGES[condition.kind].label;
}

/** Days from one to another, one of them open. */
function betweenWord(from: number | null, until: number | null): string {
  if (from === null) return `before ${dayWord(until ?? 0)}`;
  return until === null ? `since ${dayWord(from)}` : `from ${dayWord(from)} to ${dayWord(until - 1)}`;
}

const SHOWN_VALUES = 3;

/** What a condition says of its subject: the rest of its chip. */
export function saysOf(condition: Condition, word: (facet: LeadFacet, value: string) => string): string {
  switch (condition.kind) {
    case 'facet': {
      if (condition.mode === 'empty') return condition.facet === 'owner' ? 'is unassigned' : 'is empty';
      const words = condition.values.map((value) => word(condition.facet, value));
      const shown = words.slice(0, SHOWN_VALUES).join(', ');
      const more = words.length > SHOWN_VALUES ? ` and ${words.length - SHOWN_VALUES} more` : '';
      return `${condition.mode === 'none' ? 'is not' : 'is'} ${shown}${more}`;
    }
    case 'experience': {
      const { from, to } = condition;
      if (from === null) return `up to ${to}`;
      return to === null ? `${from} or more` : `${from} to ${to}`;
    }
    case 'received': {
      const { from, until, lastDays } = condition;
      const lately = lastDays === null ? '' : lastDays === 1 ? 'today' : `in the last ${lastDays} days`;
      if (from === null && until === null) return lately;
      return [lately, betweenWord(from, until)].filter((words) => words !== '').join(', ');
    }
    case 'callback':
      return `${condition.whose === 'mine' ? 'mine, ' : ''}${DUE[condition.due]}`;
  }
}
