import { CommandError, type FieldSource, type ReceiverField } from '../../src-preload/contract/index.ts';
import { getReceiver, listConnections } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';
import { keepFields, knownFields } from './campaigns.ts';

/** Fields from an account that are older than this are read again before leads are checked against them, ms. */
const FRESH_MS = 60 * 60 * 1000;
/** After a failure, an account is not automatically asked again within this time, ms. */
const FAILED_MS = 5 * 60 * 1000;

export interface AccountFieldsPorts {
  readonly store: Store;
  readonly now: () => number;
  /** The fields of a lead type, read from a LeadExec account. @throws CommandError */
  readonly leadTypeFields: (accountId: number, leadType: number) => Promise<readonly ReceiverField[]>;
}

/**
 * The fields of a receiver's lead type, from the LeadExec account that is also connected. They are stored with the campaign, so that they
 * are available offline. Fields imported from posting instructions are kept until reading from the account is requested.
 */
export class AccountFields {
  readonly #ports: AccountFieldsPorts;
  readonly #failedAt = new Map<number, Millis>();

  constructor(ports: AccountFieldsPorts) {
    this.#ports = ports;
  }

  /** Where the fields of a receiver come from, and where they could be read. @throws CommandError */
  source(connectionId: number): FieldSource {
    const { store } = this.#ports;
    getReceiver(store, connectionId);
    const { fields, accountId, at } = knownFields(store, connectionId);
    const accounts = this.#accounts();
    return {
      from: fields.length === 0 ? 'nowhere' : accountId === null ? 'instructions' : 'account',
      account: accounts.find(({ id }) => id === accountId) ?? null,
      at,
      accounts,
    };
  }

  /**
   * Reads the fields of a receiver's lead type from an account, by default the only one, and stores them.
   *
   * @throws CommandError `conflict` if there is no account or it must be named, and errors of reading
   */
  async read(connectionId: number, accountId?: number): Promise<void> {
    const { store, now, leadTypeFields } = this.#ports;
    const { lid } = getReceiver(store, connectionId).receiver;
    const accounts = this.#accounts();
    const account = accountId === undefined ? accounts[0] : accounts.find(({ id }) => id === accountId);
    if (account === undefined) throw new CommandError('conflict', 'Connect the LeadExec account first, in Settings.');
    if (accountId === undefined && accounts.length > 1) {
      const names = accounts.map(({ name }) => name).join(', ');
      throw new CommandError('conflict', `Say which account: ${names}.`, 'accountId');
    }
    const fields = await leadTypeFields(account.id, lid);
    if (fields.length === 0) {
      throw new CommandError('failed', `${account.name} has no fields for lead type ${lid}. Nothing was changed.`);
    }
    keepFields(store, connectionId, { fields, accountId: account.id, at: now() });
    this.#failedAt.delete(connectionId);
  }

  /**
   * To be called before leads are checked: reads the fields if they are unknown or outdated and an account has them. If the account can't
   * be reached, the known fields stay valid.
   */
  async refresh(connectionId: number): Promise<void> {
    const { now } = this.#ports;
    const { from, account, accounts, at } = this.source(connectionId);
    if (from === 'instructions' || accounts.length === 0) return;
    const of = account ?? (accounts.length === 1 ? accounts[0] : undefined);
    if (of === undefined || (from === 'account' && account === null)) return;
    if (from === 'account' && at !== null && at > now() - FRESH_MS) return;
    if ((this.#failedAt.get(connectionId) ?? 0) > now() - FAILED_MS) return;
    try {
      await this.read(connectionId, of.id);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.#failedAt.set(connectionId, now());
    }
  }

  #accounts(): { id: number; name: string }[] {
    return listConnections(this.#ports.store).flatMap(({ id, name, kind }) =>
      kind === 'leadexec' ? [{ id, name }] : [],
    );
  }
}
