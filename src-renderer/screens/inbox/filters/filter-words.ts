import type { Connection, LeadFacet, LeadStatus } from '../../../../src-preload/contract/index.ts';
import { US_STATES } from '../../../../src-preload/rules/us-states.ts';
import { LEAD_STATUSES } from '../../../features/lead/status-look.ts';
import type { CallbackDue, Condition, FacetMode } from '../../../state/inbox-filter.ts';

interface FacetLook {
  readonly label: string;
  readonly group: string;
  /** Whether a lead always has a value, so that "has none" is not offered. */
  readonly always?: boolean;
  /** Whether there are only two values, so that no search is needed. */
  readonly yesNo?: boolean;
  /** Other words by which people search for it. */
  readonly also?: string;
}

/** The name of each facet, in the order in which they are offered. */
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
  // It is offered as a range instead.
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

/** A date in words: "Nov 3, 2026". */
export function dayWord(at: number): string {
  return DAY.format(at);
}

/** The text of a facet's value that is known without asking the desk. */
export function valueWord(
  facet: LeadFacet,
  value: string,
  connections: readonly Pick<Connection, 'id' | 'name'>[],
): string {
  switch (facet) {
    case 'status':
      return LEAD_STATUSES[value as LeadStatus]?.word ?? value;
    case 'owner':
      // Default lists contain the person at the desk as `@me`.
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
    default:
      return value;
  }
}

/** The subject of a condition, which is the first part of its chip. */
export function subjectOf(condition: Condition): string {
  return condition.kind === 'facet' ? FACETS[condition.facet].label : RANGES[condition.kind].label;
}

/** Days between two dates, either of which may be open. */
function betweenWord(from: number | null, until: number | null): string {
  if (from === null) return `before ${dayWord(until ?? 0)}`;
  return until === null ? `since ${dayWord(from)}` : `from ${dayWord(from)} to ${dayWord(until - 1)}`;
}

const SHOWN_VALUES = 3;

/** The rest of a condition's chip, after its subject. */
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
