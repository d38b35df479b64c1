import type { Connection } from '../../src-preload/contract/index.ts';
import { checkInput, connectionDrafts, type ReadDraft } from './connection-drafts.ts';
import { keptAddress, readAddress } from './settings-address.ts';

/** The address of LeadExec's account API in its document. */
export const ACCOUNT_URL = 'https://api.leadexec.net';

/** A LeadExec account while it is entered. */
export interface AccountDraft {
  readonly name: string;
  readonly url: string;
  readonly clientId: string;
  /** If empty, the stored one is kept. */
  readonly secret: string;
  readonly perSecond: number | null;
  readonly timeoutSeconds: number | null;
}

export type AccountErrors = Readonly<Partial<Record<keyof AccountDraft, string>>>;

/** The current draft of an account; without one, of a new account. */
export function accountDraftOf(connection: Connection | null): AccountDraft {
  if (connection === null)
    return { name: 'LeadExec', url: ACCOUNT_URL, clientId: '', secret: '', perSecond: null, timeoutSeconds: 30 };
  const { name, url, user, perSecond, timeoutMs } = connection;
  return { name, url, clientId: user, secret: '', perSecond, timeoutSeconds: timeoutMs / 1000 };
}

/** Unsaved input in an account's form. */
export const accountDrafts = connectionDrafts<AccountDraft>();

const SENTENCES: Readonly<Partial<Record<keyof AccountDraft, string>>> = {
  perSecond: 'More than 0 and at most 10,000 a second, or empty for 5',
  timeoutSeconds: 'From 0.5 to 600 seconds',
};
/** Fields that have other names in the contract's input than in the form. */
const NAMES: Readonly<Record<string, keyof AccountDraft>> = {
  user: 'clientId',
  password: 'secret',
  timeoutMs: 'timeoutSeconds',
};

/** The form's field for a path in the contract's input. */
export function accountFieldOf(path: string): keyof AccountDraft | null {
  const known = Object.keys(accountDraftOf(null)) as (keyof AccountDraft)[];
  return NAMES[path] ?? known.find((one) => one === path) ?? null;
}

/** What would be saved, or the errors by field. */
export function readAccount(draft: AccountDraft, connection: Connection | null): ReadDraft {
  const errors: { -readonly [K in keyof AccountDraft]?: string } = {};
  const address = readAddress(draft.url, `Enter the account’s address, for example ${ACCOUNT_URL}`, ACCOUNT_URL);
  if ('wrong' in address) errors.url = address.wrong;
  if (draft.clientId.trim() === '') errors.clientId = 'Enter the client ID of your API user';
  if (connection === null && draft.secret === '') errors.secret = 'Enter the client secret';
  const input = {
    ...(connection === null ? {} : { id: connection.id }),
    ...{ kind: 'leadexec', name: draft.name, url: keptAddress(draft.url), user: draft.clientId },
    ...(draft.secret === '' ? {} : { password: draft.secret }),
    ...{ concurrency: connection?.concurrency ?? null, perSecond: draft.perSecond },
    timeoutMs: draft.timeoutSeconds === null ? null : Math.round(draft.timeoutSeconds * 1000),
  };
  return checkInput({ input, errors, fieldOf: accountFieldOf, sentences: SENTENCES });
}
