/** Why an account did not get a lead, in the order of the checks; then the results for those that passed. */
export const OUTCOMES = [
  'lead-type',
  'no-method',
  'method-disabled',
  'client-status',
  'account-status',
  'automation',
  'campaign-exclusive',
  'force-ids',
  'list',
  'criteria',
  /** A criterion is unknown, and no known one is unmet. */
  'cant-tell',
  'client-has-lead',
  'sold-exclusively',
  'exclusive-sold',
  'maximum',
  'schedule',
  'order',
  /** It passed and was not offered the lead, which was sold as often as its campaign allows, or exclusively. */
  'not-reached',
  /** It passed, and another account of its client came first. */
  'other-account',
  /** It passed, and was offered the lead in an earlier run. */
  'asked-before',
  /** It was sent the lead and refused it. */
  'declined',
  'bought',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The result for a lead at an account. */
export interface Considered {
  /** Its index in the setup's accounts. */
  readonly account: number;
  readonly outcome: Outcome;
  /** The index of the criterion, list or maximum; -1 for none. */
  readonly detail: number;
}

/** A list of considered accounts, reused for all leads. */
export class ScanRecord {
  readonly outcomes: Uint8Array;
  readonly details: Int32Array;
  /** The accounts that were considered, by identifier. */
  considered: readonly number[] = [];

  #candidates: object | null = null;

  constructor(accounts: number) {
    this.outcomes = new Uint8Array(accounts);
    this.details = new Int32Array(accounts);
  }

  /** Starts the next lead, with the accounts that are considered for leads of its type, and those of them that never get one. */
  begin(candidates: {
    readonly considered: readonly number[];
    readonly refused: readonly (readonly [account: number, code: number])[];
  }): void {
    this.considered = candidates.considered;
    // Nothing else is written for these, so for the next lead of the same type they are there already.
    if (candidates === this.#candidates) return;
    this.#candidates = candidates;
    for (const [account, code] of candidates.refused) this.set(account, code);
  }

  set(account: number, code: number, detail = -1): void {
    this.outcomes[account] = code;
    this.details[account] = detail;
  }

  at(account: number): Considered {
    return {
      account,
      outcome: OUTCOMES[this.outcomes[account] ?? 0] ?? 'lead-type',
      detail: this.details[account] ?? -1,
    };
  }

  all(): Considered[] {
    return this.considered.map((account) => this.at(account));
  }
}

export const CODE = Object.fromEntries(OUTCOMES.map((name, code) => [name, code])) as Readonly<{
  [Name in Outcome]: number;
}>;
