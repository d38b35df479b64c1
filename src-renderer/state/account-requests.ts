import { create } from 'zustand';
import type { DocumentedCall, LeadexecReply } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';

/**
 * Parameters that several requests have, such as a lead’s id. Once entered, they are filled in for the next request. Never personal data or
 * secrets.
 */
export const useShared = create<Readonly<Record<string, string>>>(() => ({}));

/** The result of a request. */
export type Outcome =
  | { readonly is: 'none' }
  | { readonly is: 'asking' }
  | { readonly is: 'reply'; readonly reply: LeadexecReply }
  | { readonly is: 'error'; readonly error: string };

/** Makes a request; never rejects. */
export async function askAccount(
  connectionId: number,
  written: { readonly request: string; readonly body: string | undefined },
  showSecrets: boolean,
): Promise<Outcome> {
  const { request, body } = written;
  try {
    const given = { connectionId, request, showSecrets, ...(body === undefined ? {} : { body }) };
    return { is: 'reply', reply: await call('leadexec.request', given) };
  } catch (thrown) {
    return { is: 'error', error: errorMessage(thrown) };
  }
}

/** Stores the parameters, for requests that have the same ones. */
export function shareGiven({ fields }: DocumentedCall, textOf: (path: string) => string): void {
  const kept = fields.filter(({ hidden, type }) => !hidden && type === 'whole');
  useShared.setState(Object.fromEntries(kept.map(({ path }) => [path, textOf(path)])));
}
