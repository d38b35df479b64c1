import type { ExplainedAccount, ScannerLog } from '../../../../src-preload/contract/index.ts';
import type { Outcome } from '../outcomes.ts';

/** A line of LeadExec's log, and its date as received. */
export interface LogLine {
  readonly at: string;
  readonly text: string;
}

/** The subject of a line or an outcome, by which they are compared. The document does not define the log's words. */
type About =
  | 'passed'
  | 'method'
  | 'client'
  | 'account'
  | 'automation'
  | 'exclusive'
  | 'force-ids'
  | 'list'
  | 'criteria'
  | 'has-lead'
  | 'maximum'
  | 'schedule'
  | 'order';

/** Null for outcomes that can't be compared with the log. */
const OUTCOMES: Readonly<Record<Outcome, About | null>> = {
  'lead-type': 'method',
  'no-method': 'method',
  'method-disabled': 'method',
  'client-status': 'client',
  'account-status': 'account',
  automation: 'automation',
  'campaign-exclusive': 'exclusive',
  'force-ids': 'force-ids',
  list: 'list',
  criteria: 'criteria',
  'cant-tell': null,
  'client-has-lead': 'has-lead',
  'sold-exclusively': 'exclusive',
  'exclusive-sold': 'exclusive',
  maximum: 'maximum',
  schedule: 'schedule',
  order: 'order',
  'not-reached': 'passed',
  'other-account': 'passed',
  'asked-before': 'passed',
  declined: 'passed',
  bought: 'passed',
};

/** The first matching expression is used. */
const WORDS: readonly (readonly [RegExp, About])[] = [
  [/criteri/i, 'criteria'],
  [/distribution|\blist\b/i, 'list'],
  [/exclusive/i, 'exclusive'],
  [/force/i, 'force-ids'],
  [/already (?:has|have|bought|received|sent)/i, 'has-lead'],
  [/\bmax(?:imum|imums|es)?\b|\bcaps?\b|\bquota\b/i, 'maximum'],
  [/schedule|delivery (?:days|hours)/i, 'schedule'],
  [/\border\b/i, 'order'],
  [/automat/i, 'automation'],
  [/method|lead type/i, 'method'],
  [/client\b.*\b(?:is|not|inactive|suspended|closed)/i, 'client'],
  [/account\b.*\b(?:is|not|on ?hold|suspended|closed)/i, 'account'],
  [/^(?!.*\b(?:not|no|un\w+)\b).*\b(?:match(?:ed|es)|pass(?:ed|es)|qualif(?:ied|ies))\b/i, 'passed'],
];

/** Adds the lines of LeadExec's log to the accounts that they name. */
export function alignLog(accounts: readonly ExplainedAccount[], lines: readonly LogLine[]): Omit<ScannerLog, 'readAt'> {
  const byAccount = new Map<number, { text: string; about: About | null }[]>();
  const others: LogLine[] = [];
  for (const line of lines) {
    const account = accountOf(accounts, line.text);
    if (account === undefined) others.push(line);
    else {
      const found = byAccount.get(account.clientAccountUid) ?? [];
      byAccount.set(account.clientAccountUid, [...found, { text: line.text, about: aboutOf(account, line.text) }]);
    }
  }
  return {
    others,
    accounts: accounts.flatMap(({ clientAccountUid, outcome }) => {
      const logged = byAccount.get(clientAccountUid);
      if (logged === undefined) return [];
      // A later scan can repeat the result of an account, so the last line is used.
      const last = logged.findLast(({ about }) => about !== null)?.about ?? null;
      const ours = OUTCOMES[outcome as Outcome] ?? null;
      const agrees = last === null || ours === null ? null : last === ours;
      return [{ clientAccountUid, lines: logged.map(({ text }) => text), agrees }];
    }),
  };
}

/**
 * The account that a line names: by "account" and its number, by its number alone, or by its client and name. It must be the only match.
 */
function accountOf(accounts: readonly ExplainedAccount[], text: string): ExplainedAccount | undefined {
  const only = (found: readonly ExplainedAccount[]) => (found.length === 1 ? found[0] : undefined);
  const [, named] = /account\W{0,4}(?:(?:uid|id|no|number)\W{0,3})?(\d+)/i.exec(text) ?? [];
  if (named !== undefined) return only(accounts.filter(({ clientAccountUid }) => String(clientAccountUid) === named));
  const numbers = new Set(text.match(/\d+/g) ?? []);
  return (
    only(accounts.filter(({ clientAccountUid }) => numbers.has(String(clientAccountUid)))) ??
    only(accounts.filter(({ client, account }) => client !== '' && text.includes(client) && text.includes(account)))
  );
}

/** The subject of a line without the names in it, because a client may be called "Maximum Leads". */
function aboutOf({ client, account }: ExplainedAccount, text: string): About | null {
  let words = text;
  for (const name of [account, client]) if (name !== '') words = words.replaceAll(name, ' ');
  const [, after] = /^[^:]*:(.*)$/s.exec(words) ?? [];
  const logged = after ?? words;
  return WORDS.find(([pattern]) => pattern.test(logged))?.[1] ?? null;
}
