import type { ExplainedAccount } from '../../../../src-preload/contract/index.ts';
import { Distribution } from '../distribution.ts';
import type { AccountSetup } from '../model.ts';
import { ScanRecord } from '../outcomes.ts';
import { wordsAt } from './moves.ts';
import { type PostedInput, PostedReader, placeOfSend } from './read-posted.ts';
import { Names } from './tally.ts';

/** Why each account did or did not get one posted lead. The leads before it count with their reported sends. */
export class ExplainRun {
  readonly #setup: AccountSetup;
  readonly #reader: PostedReader;
  readonly #engine: Distribution;
  #unplaced = 0;
  #declined: ReadonlySet<string> = new Set();

  constructor(setup: AccountSetup) {
    this.#setup = setup;
    this.#reader = new PostedReader(setup);
    this.#engine = new Distribution(setup, { accepts: (_, { clientUid }) => !this.#declined.has(String(clientUid)) });
  }

  /** Adds an earlier lead. */
  add(post: PostedInput): void {
    const lead = this.#reader.read(post);
    if (lead === undefined) return;
    for (const send of post.sends) {
      const place = placeOfSend(this.#engine.accounts, lead, send);
      if (place === -1) this.#unplaced += 1;
      else this.#engine.count({ at: post.at, valid: send.valid !== false }, place);
    }
  }

  /** Explains the lead itself. */
  explain(post: PostedInput): { readonly accounts: ExplainedAccount[]; readonly notes: string[] } {
    const lead = this.#reader.read(post);
    if (lead === undefined) {
      return { accounts: [], notes: ['The account has no lead type of this lead’s number in its copies.'] };
    }
    const names = new Names(this.#setup);
    const record = new ScanRecord(this.#engine.accounts.length);
    this.#declined = new Set(post.sends.flatMap(({ clientUid, valid }) => (valid === false ? [clientUid] : [])));
    const { assumed } = this.#engine.sell(lead, record);
    const side = { setup: this.#setup, engine: this.#engine, record };
    const accounts = record.considered.flatMap((place): ExplainedAccount[] => {
      const account = this.#engine.accounts[place];
      if (account === undefined) return [];
      const { clientUid, clientAccountUid, price } = account;
      const who = {
        clientUid,
        client: names.client(clientUid),
        clientAccountUid,
        account: names.account(clientAccountUid),
        price,
      };
      return [{ ...who, ...wordsAt(side, place, lead) }];
    });
    return {
      accounts,
      notes: [
        ...(post.noSell ? ['It was posted as not to be sold: this is what would have happened otherwise.'] : []),
        ...(post.isDelayed ? ['It was posted to be sold later: explained for the time at which it was accepted.'] : []),
        ...(lead.campaignUid === null ? ['The campaign is not in the copies: treated as sold once.'] : []),
        ...(assumed ? ['An undocumented preference decides: ordered by price instead.'] : []),
        ...(this.#unplaced > 0
          ? [
              `${this.#unplaced.toLocaleString('en-US')} earlier sends are not counted for maxima: their clients have several accounts.`,
            ]
          : []),
      ],
    };
  }
}
