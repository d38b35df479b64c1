import { create } from 'zustand';
import type { DocumentedCall, LeadexecReply } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';

/** Values that several requests are given, such as a lead’s number: typed once, they stand in the next. Never a person’s or a secret. */
export const useShared = create<Readonly<Record<string, string>>>(() => ({}));

/** How a request ended. */
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

/** Notes what was given, for the requests that are given the same. */
export function shareGiven({ fields }: DocumentedCall, textOf: (path: string) => string): void {
  const kept = fields.filter(({ hidden, type }) => !hidden && type === 'whole');
  useShared.setState(Object.fromEntries(kept.map(({ path }) => [path, textOf(path)])));
}
