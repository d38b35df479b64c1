import type { CommandArguments, CopiedPart } from '../../../src-preload/contract/index.ts';
import { emptyRecord } from '../records/empty-record.ts';
import { type Members, rowsOf } from '../records/shown-values.ts';

type Input = CommandArguments<'leadexec.planCopies'>;

/** The fields of each part of an account that can be copied. */
const PARTS: Readonly<Record<CopiedPart, readonly string[]>> = {
  price: ['Price'],
  maxes: ['HourMax', 'DayMax', 'WeekMax', 'MonthMax'],
  criteria: ['Criteria'],
  automation: ['AutomationEnabled'],
  order: ['useOrder'],
  delay: ['DeliveryDelay'],
  redirect: ['RedirectURL'],
  agent: ['AgentName', 'AgentPhone'],
};

/** The values that all copies have: the chosen parts of the account, and otherwise those of a new account. Its type is always copied. */
export function copiedValues(account: Members, { take, status }: Pick<Input, 'take' | 'status'>, now: number): Members {
  const taken = take.flatMap((part) => PARTS[part]);
  const values = Object.fromEntries(
    ['AccountType', 'Status', ...taken].flatMap((name) => (account[name] === undefined ? [] : [[name, account[name]]])),
  );
  return {
    ...emptyRecord('accounts', 0, now),
    ...values,
    ...(status === undefined ? {} : { Status: status }),
    // A criterion contains the number of its account.
    Criteria: rowsOf(values.Criteria).map((row) => ({ ...row, ClientCriteriaUID: 0 })),
  };
}

/** The name of the copy at a client. */
export const copyName = (template: string, name: string, client: string): string =>
  template.replaceAll('{name}', name).replaceAll('{client}', client).trim();
