import type { Connection, ConnectionInput } from '../../src-preload/contract/index.ts';
import { checkInput, connectionDrafts, type ReadDraft } from './connection-drafts.ts';
import { keptAddress, readAddress } from './settings-address.ts';

/** A connection while it is entered. */
export interface ConnectionDraft {
  readonly name: string;
  readonly url: string;
  readonly user: string;
  /** If empty, the stored one is kept. */
  readonly password: string;
  /** What the dialer keeps, removes and truncates. */
  readonly profile: 'vicidial' | 'as-is';
  readonly accents: 'fold' | 'keep';
  readonly plus: 'space' | 'keep';
  /** The default list of imports; empty for none. */
  readonly defaultList: string;
  readonly defaultCampaign: string;
  /** Whether the dialer's pace is determined automatically. */
  readonly ownPace: boolean;
  readonly concurrency: number | null;
  readonly perSecond: number | null;
  readonly timeoutSeconds: number | null;
}

export type DraftErrors = Readonly<Partial<Record<keyof ConnectionDraft, string>>>;

const NEW: ConnectionDraft = {
  name: '',
  url: '',
  user: '',
  password: '',
  profile: 'vicidial',
  accents: 'fold',
  plus: 'space',
  defaultList: '',
  defaultCampaign: '',
  ownPace: true,
  concurrency: null,
  perSecond: null,
  timeoutSeconds: 30,
};

/** The current draft of a connection; without one, of a new connection. */
export function draftOf(connection: Connection | null): ConnectionDraft {
  if (connection === null) return NEW;
  return {
    name: connection.name,
    url: connection.url,
    user: connection.user,
    password: '',
    profile: connection.traits.profile === 'as-is' ? 'as-is' : 'vicidial',
    accents: connection.traits.accents,
    plus: connection.traits.plus,
    defaultList: connection.defaults?.listId ?? '',
    defaultCampaign: connection.defaults?.campaign ?? '',
    ownPace: connection.concurrency === null,
    concurrency: connection.concurrency,
    perSecond: connection.perSecond,
    timeoutSeconds: connection.timeoutMs / 1000,
  };
}

/** Unsaved input in a dialer's form. */
export const dialerDrafts = connectionDrafts<ConnectionDraft>();

const API_PATH = '/API/lmapi.php';

/**
 * The address to which rows would be posted for an address as typed, or why that isn't possible. The path is the one in the dialer's
 * document ("Load Lead", URL); an address that names a script is used unchanged.
 */
export function postAddress(typed: string): { readonly to: string } | { readonly wrong: string } {
  const such = 'https://example.croco-dial.net';
  const read = readAddress(typed, `Enter the dialer’s address, for example ${such}`, such);
  if ('wrong' in read) return read;
  const { url } = read;
  if (!/\.php$/i.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/+$/, '')}${API_PATH}`;
  return { to: url.href };
}

const FIELDS: Readonly<Record<string, keyof ConnectionDraft>> = {
  name: 'name',
  url: 'url',
  user: 'user',
  password: 'password',
  concurrency: 'concurrency',
  perSecond: 'perSecond',
  timeoutMs: 'timeoutSeconds',
  defaults: 'defaultList',
};

/** The form's field for a field of the contract. */
export function draftField(path: string): keyof ConnectionDraft | null {
  return FIELDS[path.split('.')[0] ?? ''] ?? null;
}

const SENTENCES: Readonly<Record<string, string>> = {
  concurrency: 'From 1 to 256 at once',
  perSecond: 'More than 0 and at most 10,000 a second, or empty for no limit',
  timeoutSeconds: 'From 0.5 to 600 seconds',
};

/** What would be saved, or the errors by field. */
export function readDraft(draft: ConnectionDraft, connection: Connection | null): ReadDraft {
  const errors: { -readonly [K in keyof ConnectionDraft]?: string } = {};
  const address = postAddress(draft.url);
  if ('wrong' in address) errors.url = address.wrong;
  if (draft.user.trim() === '') errors.user = 'Enter the dialer’s API user';
  if (draft.password === '' && connection?.hasPassword !== true) errors.password = 'Enter the API user’s password';
  if (!draft.ownPace && draft.concurrency === null)
    errors.concurrency = 'Enter the maximum number of concurrent requests';
  if (draft.timeoutSeconds === null) errors.timeoutSeconds = 'Enter the timeout in seconds';
  const input: ConnectionInput = {
    ...(connection === null ? {} : { id: connection.id }),
    kind: 'crocodial',
    name: draft.name,
    url: keptAddress(draft.url),
    user: draft.user,
    ...(draft.password === '' ? {} : { password: draft.password }),
    traits: { ...connection?.traits, profile: draft.profile, accents: draft.accents, plus: draft.plus },
    defaults:
      draft.defaultList.trim() + draft.defaultCampaign.trim() === ''
        ? null
        : { listId: draft.defaultList.trim(), campaign: draft.defaultCampaign.trim() },
    concurrency: draft.ownPace ? null : draft.concurrency,
    perSecond: draft.perSecond,
    timeoutMs: Math.round((draft.timeoutSeconds ?? 30) * 1000),
  };
  return checkInput({ input, errors, fieldOf: draftField, sentences: SENTENCES });
}
