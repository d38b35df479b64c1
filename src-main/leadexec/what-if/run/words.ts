import {
  type AccountSetup,
  type CriterionSetup,
  type DeliveryAccountSetup,
  type LeadInput,
  MAXIMA,
  type Maximum,
} from '../model.ts';
import type { Considered } from '../outcomes.ts';

/** What the texts about an account need. */
export interface WordsOf {
  readonly setup: AccountSetup;
  readonly account: DeliveryAccountSetup;
  readonly lead: LeadInput;
  readonly considered: Considered;
  /** Why its criterion can't be evaluated; null if it can. */
  readonly unreadable: string | null;
}

/** Why an account did not get a lead, and what would have had to be different. */
export interface Words {
  readonly why: string;
  readonly needed: string;
}

const MAX_WORDS: Readonly<Record<Maximum, string>> = {
  hourMax: 'in 60 minutes',
  dayMax: 'a day',
  weekMax: 'a week',
  monthMax: 'a month',
};
const PERIODS: Readonly<Record<Maximum, string>> = {
  hourMax: '60 minutes',
  dayMax: 'day',
  weekMax: 'week',
  monthMax: 'month',
};

export const maxWords = (maximum: Maximum): string => MAX_WORDS[maximum];

/** In the trade's words, with the account's names of clients, lists and fields. */
export function explain(of: WordsOf): Words {
  const { setup, account, lead, considered } = of;
  const client = setup.clients.find(({ clientUid }) => clientUid === account.clientUid);
  const campaign = setup.campaigns.find(({ campaignUid }) => campaignUid === lead.campaignUid);
  const words = (why: string, needed: string): Words => ({ why, needed });
  switch (considered.outcome) {
    case 'bought':
      return words(`Bought it for ${dollars(account.price)}.`, '');
    case 'declined':
      return words('Was sent the lead and refused it.', 'The client accepts the lead.');
    case 'lead-type':
      return words(
        `Its delivery method is for ${leadType(setup, account.leadTypeUid)}, the lead is of ${leadType(setup, lead.leadTypeUid)}.`,
        `A delivery method for ${leadType(setup, lead.leadTypeUid)}.`,
      );
    case 'no-method':
      return words('It has no delivery method.', 'A delivery method.');
    case 'method-disabled':
      return words('Its delivery method is not enabled.', 'The delivery method enabled.');
    case 'client-status':
      return words(`The client is ${client?.status ?? 'not in the copies'}.`, 'The client Active.');
    case 'account-status':
      return words(`The account is ${account.status}.`, 'The account Open.');
    case 'automation':
      return words('Automation is off.', 'Automation on.');
    case 'campaign-exclusive':
      return words(
        `The campaign sells only to client ${campaign?.exclusiveClientUid}.`,
        'Another exclusive client of the campaign, or none.',
      );
    case 'force-ids':
      return words('It is not among the force IDs.', 'Its number, or its client’s, among the force IDs.');
    case 'list':
      return listWords(of);
    case 'criteria':
      return criterionWords(of);
    case 'cant-tell':
      return cantTellWords(of);
    case 'client-has-lead':
      return words('The client has the lead already.', 'Nothing: a client buys a lead once.');
    case 'sold-exclusively':
      return words('The lead was sold exclusively.', 'No exclusive sale before.');
    case 'exclusive-sold':
      return words(
        'The account buys only what nobody bought, and the lead was sold.',
        'A place before the others in the ranking.',
      );
    case 'maximum':
      return maximumWords(account, considered.detail);
    case 'schedule':
      return words('Its schedule was closed at that time.', 'A schedule that is open at that time.');
    case 'order':
      return words('The client had no open order with room for it.', 'An open order with room for this account.');
    case 'not-reached':
      return words('It passed every check, and the lead was sold before its turn.', notReached(campaign?.maxSell ?? 1));
    case 'other-account':
      return words(
        'It passed every check, and another account of its client came first.',
        'The first place among its client’s accounts.',
      );
    case 'asked-before':
      return words('It was asked before.', 'Nothing: an account is asked once.');
  }
}

const notReached = (maxSell: number): string =>
  maxSell === 0
    ? 'A place before the exclusive buyer.'
    : `A better place, or a campaign that sells more than ${maxSell === 1 ? 'once' : `${maxSell} times`}.`;

const dollars = (amount: number): string => amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });

const leadType = ({ leadTypes }: AccountSetup, uid: number | null): string =>
  leadTypes.find(({ leadTypeUid }) => leadTypeUid === uid)?.name ?? `lead type ${uid}`;

function listWords({ setup, lead, considered }: WordsOf): Words {
  const list = setup.lists[considered.detail];
  const value = list === undefined ? '' : (lead.values.get(list.leadFieldUid) ?? '');
  return {
    why: `The distribution list ${list?.name ?? ''} does not assign “${value}” to the client.`,
    needed: `The client assigned to the item “${value}” of that list.`,
  };
}

function criterionWords({ setup, account, lead, considered }: WordsOf): Words {
  const criterion = account.criteria[considered.detail];
  if (criterion === undefined) return { why: 'A criterion is not met.', needed: 'All criteria met.' };
  const value = lead.values.get(criterion.leadFieldUid) ?? '';
  const has = value === '' ? 'has no value' : `has “${value}”`;
  return {
    why: `${sentence(setup, criterion)}: the lead ${has}.`,
    needed: `A lead, or a criterion, for which ${sentence(setup, criterion)} holds.`,
  };
}

function cantTellWords({ setup, account, lead, considered, unreadable }: WordsOf): Words {
  const criterion = account.criteria[considered.detail];
  const value = criterion === undefined ? '' : (lead.values.get(criterion.leadFieldUid) ?? '');
  const because =
    unreadable ?? (value === '' ? 'only LeadExec computes that field' : `“${value}” can’t be read for it`);
  return {
    why: `Undetermined: ${criterion === undefined ? 'a criterion' : sentence(setup, criterion)}: ${because}.`,
    needed: 'Undetermined.',
  };
}

/** The document's operators in readable form. */
const OPERATOR_WORDS: Readonly<Record<string, string>> = {
  Equal: 'is',
  NotEqual: 'is not',
  Greater: 'is over',
  Less: 'is under',
  GreaterOrEqual: 'is at least',
  LessOrEqual: 'is at most',
  Between: 'is between',
  In: 'is one of',
  NotIn: 'is none of',
  DateCompare: 'has the age or date',
  Distance_Compare: 'is within (ZIP,miles)',
  Contains: 'contains',
  Doesnt_Contain: 'does not contain',
};

/** A criterion as set, in words. */
export function sentence(
  { leadTypes }: AccountSetup,
  { leadFieldUid, type, expression, operator, value }: CriterionSetup,
): string {
  const field = leadTypes.flatMap(({ fields }) => fields).find((one) => one.leadFieldUid === leadFieldUid);
  const name = field?.name ?? `field ${leadFieldUid}`;
  if (type === 'Expression')
    return `${name} ${operator.startsWith('Not') || operator.startsWith('Doesnt') ? 'does not match' : 'matches'} ${expression || value}`;
  return `${type === 'Function' ? `${expression || value} of ${name}` : name} ${OPERATOR_WORDS[operator] ?? operator} ${value}`;
}

function maximumWords(account: DeliveryAccountSetup, detail: number): Words {
  const maximum = MAXIMA[detail] ?? 'dayMax';
  const most = account[maximum];
  return {
    why:
      most === 0
        ? `Its maximum ${MAX_WORDS[maximum]} is 0.`
        : `Its maximum of ${most.toLocaleString('en-US')} ${MAX_WORDS[maximum]} was reached.`,
    needed: `A higher maximum for the ${PERIODS[maximum]}.`,
  };
}
