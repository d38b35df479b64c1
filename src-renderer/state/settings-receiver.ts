import type { Connection, ReceiverOptions } from '../../src-preload/contract/index.ts';
import { checkInput, connectionDrafts, type ReadDraft } from './connection-drafts.ts';
import { keptAddress, readAddress } from './settings-address.ts';

/** The address of LeadExec's receiver in its document. */
export const RECEIVER_URL = 'https://leads.leadexec.net';

/** A lead receiver while it is entered. */
export interface ReceiverDraft {
  readonly name: string;
  readonly url: string;
  readonly vid: number | null;
  readonly lid: number | null;
  /** Null means that the receiver chooses. */
  readonly aid: number | null;
  readonly body: ReceiverOptions['body'];
  readonly answer: ReceiverOptions['answer'];
  readonly async: boolean;
  readonly duplicateCheck: boolean;
  readonly returnDays: number | null;
  readonly returnUrl: string;
  /** If both are empty, the stored ones are kept. */
  readonly password: string;
  readonly token: string;
  /** Deletes the stored one. */
  readonly noPassword: boolean;
  readonly noToken: boolean;
  readonly perSecond: number | null;
  readonly timeoutSeconds: number | null;
}

export type ReceiverErrors = Readonly<Partial<Record<keyof ReceiverDraft, string>>>;

/** The current draft of a receiver; without one, of a new receiver. */
export function receiverDraftOf(connection: Connection | null): ReceiverDraft {
  const blank: ReceiverDraft = {
    ...{ name: 'LeadExec', url: RECEIVER_URL, vid: null, lid: null, aid: null, body: 'json', answer: 'json' },
    ...{ async: false, duplicateCheck: false, returnDays: 30, returnUrl: '', password: '', token: '' },
    ...{ noPassword: false, noToken: false, perSecond: null, timeoutSeconds: 30 },
  };
  if (connection?.receiver == null) return blank;
  const { name, url, perSecond, timeoutMs, receiver } = connection;
  return { ...blank, ...receiver, name, url, perSecond, timeoutSeconds: timeoutMs / 1000 };
}

/** Unsaved input in a receiver's form. */
export const receiverDrafts = connectionDrafts<ReceiverDraft>();

const SENTENCES: Readonly<Partial<Record<keyof ReceiverDraft, string>>> = {
  vid: 'Enter the number of the lead source (vid)',
  lid: 'Enter the number of the lead type (lid)',
  aid: 'A whole number from 1, or empty to let LeadExec choose',
  returnDays: 'A whole number of days from 0 to 365',
  returnUrl: 'A full address such as https://example.com/leads, or empty',
  perSecond: 'More than 0 and at most 10,000 a second, or empty for no limit',
  timeoutSeconds: 'From 0.5 to 600 seconds',
};

/** The form's field for a path in the contract's input. */
export function receiverFieldOf(path: string): keyof ReceiverDraft | null {
  const name = path.replace(/^(?:receiver|secrets)\.?/, '');
  if (name === 'timeoutMs') return 'timeoutSeconds';
  const known = Object.keys(receiverDraftOf(null)) as (keyof ReceiverDraft)[];
  return known.find((one) => one === name) ?? null;
}

/** Both are saved together: if both are empty, the stored ones are kept. */
function secretOf(name: 'password' | 'token', typed: string, gone: boolean, isNew: boolean): Record<string, string> {
  if (gone) return { [name]: '' };
  return typed === '' && !isNew ? {} : { [name]: typed };
}

/** What would be saved, or the errors by field. */
export function readReceiver(draft: ReceiverDraft, connection: Connection | null): ReadDraft {
  const errors: { -readonly [K in keyof ReceiverDraft]?: string } = {};
  const address = readAddress(draft.url, `Enter the receiver’s address, for example ${RECEIVER_URL}`, RECEIVER_URL);
  if ('wrong' in address) errors.url = address.wrong;
  const { vid, lid, aid, body, answer, async, duplicateCheck, returnDays, returnUrl, password, token } = draft;
  const input = {
    ...(connection === null ? {} : { id: connection.id }),
    kind: 'receiver',
    name: draft.name,
    url: keptAddress(draft.url),
    receiver: { vid, lid, aid, body, answer, async, duplicateCheck, returnDays, returnUrl: returnUrl.trim() },
    secrets: {
      ...secretOf('password', password, draft.noPassword, connection === null),
      ...secretOf('token', token, draft.noToken, connection === null),
    },
    concurrency: connection?.concurrency ?? null,
    perSecond: draft.perSecond,
    timeoutMs: draft.timeoutSeconds === null ? null : Math.round(draft.timeoutSeconds * 1000),
  };
  return checkInput({ input, errors, fieldOf: receiverFieldOf, sentences: SENTENCES });
}
