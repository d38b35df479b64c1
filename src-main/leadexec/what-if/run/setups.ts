import { CommandError } from '../../../../src-preload/contract/index.ts';
import { getConnection } from '../../../connections/connections.ts';
import type { Store } from '../../../db/store.ts';
import { rulesOf } from '../rules-rows.ts';
import { accountSetup, type BuiltSetup, receiversOf } from './account-setup.ts';

/** Accounts from their copies and settings. The last one is cached until something it was read from changes. */
export class Setups {
  readonly #store: Store;
  readonly #clientName: (connectionId: number, client: number) => string;
  #kept: { readonly connectionId: number; readonly built: BuiltSetup } | null = null;
  #generation = 0;

  /** @param clientName returns the names of an account's clients */
  constructor(store: Store, clientName: (connectionId: number, client: number) => string) {
    this.#store = store;
    this.#clientName = clientName;
  }

  /** Discards the cache, because records, settings or connections changed. */
  changed(): void {
    this.#kept = null;
    this.#generation += 1;
  }

  /** @throws CommandError `not-found`, or `invalid-input` for another kind of connection */
  check(connectionId: number): number {
    const { kind, name } = getConnection(this.#store, connectionId);
    if (kind === 'leadexec') return connectionId;
    throw new CommandError('invalid-input', `${name} is not a LeadExec account.`, 'connectionId');
  }

  /** @throws CommandError as `check`, and `conflict` if there are no copies */
  async of(connectionId: number): Promise<BuiltSetup & { readonly receivers: ReturnType<typeof receiversOf> }> {
    this.check(connectionId);
    const built = this.#kept?.connectionId === connectionId ? this.#kept.built : await this.#build(connectionId);
    return { ...built, receivers: receiversOf(this.#store, built.setup) };
  }

  async #build(connectionId: number): Promise<BuiltSetup> {
    const generation = this.#generation;
    const rules = rulesOf(this.#store, connectionId);
    const built = await accountSetup(this.#store, connectionId, rules, (client) =>
      this.#clientName(connectionId, client),
    );
    // If something changed while it was read, it may only be partly included.
    if (generation === this.#generation) this.#kept = { connectionId, built };
    return built;
  }
}
