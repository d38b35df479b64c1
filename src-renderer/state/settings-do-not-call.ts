import { create } from 'zustand';
import type { CommandOutput } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';

export type DoNotCallPhone = CommandOutput<'dnc.list'>['phones'][number];

interface DoNotCall {
  readonly text: string;
  readonly phones: readonly DoNotCallPhone[];
  readonly more: boolean;
  /** The number of entries on the whole list; null before the first answer. */
  readonly total: number | null;
  readonly error: string | null;
}

/** The loaded part of the do-not-call list. */
export const useDoNotCall = create<DoNotCall>(() => ({ text: '', phones: [], more: false, total: null, error: null }));

const PAGE = 200;
let ticket = 0;
let loading = false;

/** The digits that were searched for last, which may not be answered yet. */
let asked = '';

/** Reads the list again for the digits that were searched for last. */
export const refreshDoNotCall = (): Promise<void> => openDoNotCall(asked);

/** Shows the numbers that contain these digits. The same query again reads as many as are loaded. */
export async function openDoNotCall(text: string): Promise<void> {
  const mine = ++ticket;
  asked = text;
  const { phones, text: before } = useDoNotCall.getState();
  const limit = text === before ? Math.min(500, Math.max(PAGE, phones.length)) : PAGE;
  try {
    const page = await call('dnc.list', { text, limit });
    if (mine === ticket) useDoNotCall.setState({ text, ...page, error: null });
  } catch (thrown) {
    if (mine === ticket) useDoNotCall.setState({ text, error: errorMessage(thrown) });
  }
}

/** Loads the next numbers. */
export async function moreDoNotCall(): Promise<void> {
  const { text, phones, more } = useDoNotCall.getState();
  const last = phones.at(-1);
  if (loading || !more || last === undefined) return;
  loading = true;
  const mine = ticket;
  try {
    const page = await call('dnc.list', { text, after: last.phone, limit: PAGE });
    if (mine === ticket) useDoNotCall.setState({ phones: [...phones, ...page.phones], more: page.more, error: null });
  } catch (thrown) {
    if (mine === ticket) useDoNotCall.setState({ error: errorMessage(thrown) });
  } finally {
    loading = false;
  }
}

/** The numbers in typed or pasted text: one per line, or separated by commas, semicolons or tabs. */
export function splitPhones(typed: string): string[] {
  return typed
    .split(/[\n\r,;\t]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

const AT_ONCE = 10_000;

/** Adds any number of phones to the list. */
export async function addPhones(phones: readonly string[], source?: string): Promise<CommandOutput<'dnc.add'>> {
  const sum: CommandOutput<'dnc.add'> = { added: 0, known: 0, unreadable: [] };
  for (let from = 0; from < phones.length; from += AT_ONCE) {
    const answer = await call('dnc.add', { phones: phones.slice(from, from + AT_ONCE), source });
    sum.added += answer.added;
    sum.known += answer.known;
    sum.unreadable.push(...answer.unreadable);
  }
  return sum;
}

/** Removes phones from the list. @returns how many were on it */
export async function removePhones(phones: readonly string[]): Promise<number> {
  let removed = 0;
  for (let from = 0; from < phones.length; from += AT_ONCE) {
    removed += (await call('dnc.remove', { phones: phones.slice(from, from + AT_ONCE) })).removed;
  }
  return removed;
}

/** Adds removed phones again with their sources. @returns how many were added */
export async function putBack(phones: readonly DoNotCallPhone[]): Promise<number> {
  let added = 0;
  for (const [source, group] of Map.groupBy(phones, (p) => p.source)) {
    added += (
      await addPhones(
        group.map((p) => p.phone),
        source,
      )
    ).added;
  }
  return added;
}
