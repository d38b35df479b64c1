import { create } from 'zustand';
import type { WhatIfChange, WhatIfResult } from '../../src-preload/contract/index.ts';
import { call, errorMessage } from '../bridge/index.ts';
import { type DaySpan, daysOfSpan, FIRST_SPAN } from './day-span.ts';
import { startOf } from './reports-address.ts';

/** How often the progress of a run is requested, ms. */
const LOOK_EVERY_MS = 400;

/** A change with its description, for the list of changes. */
export interface PlannedChange {
  readonly key: string;
  readonly change: WhatIfChange;
  /** What is changed, and how. */
  readonly what: string;
  readonly how: string;
}

interface WhatIfState {
  readonly span: DaySpan;
  readonly changes: readonly PlannedChange[];
  /** The current run, and its progress. */
  readonly running: { readonly runId: string; readonly read: number; readonly leads: number | null } | null;
  /** The result of the last run, and its changes. */
  readonly result: { readonly result: WhatIfResult; readonly changes: number } | null;
  readonly error: string | null;
}

const EMPTY: WhatIfState = { span: FIRST_SPAN, changes: [], running: null, result: null, error: null };

/** The what-if that is being prepared, kept while another page is open. */
export const useWhatIf = create<WhatIfState>(() => EMPTY);
const set = useWhatIf.setState;

export const setSpan = (span: DaySpan): void => set({ span });
export const addChange = (change: Omit<PlannedChange, 'key'>): void =>
  set(({ changes }) => ({ changes: [...changes, { ...change, key: crypto.randomUUID() }] }));
export const removeChange = (key: string): void =>
  set(({ changes }) => ({ changes: changes.filter((one) => one.key !== key) }));
export const clearChanges = (): void => set({ changes: [] });

/** Runs it. Afterwards a result or an error is in the state. */
export async function runWhatIf(connectionId: number): Promise<void> {
  const { span, changes, running } = useWhatIf.getState();
  if (running !== null) return;
  const runId = crypto.randomUUID();
  set({ running: { runId, read: 0, leads: null }, error: null });
  const look = setInterval(() => void askProgress(runId), LOOK_EVERY_MS);
  try {
    const days = daysOfSpan(span, Date.now());
    const [from, until] = [startOf(days.from), startOf(days.until, 1)];
    const input = { connectionId, runId, from, until, changes: changes.map(({ change }) => change) };
    const result = await call('leadexec.whatIf', input);
    set({ result: { result, changes: changes.length } });
  } catch (thrown) {
    set({ error: errorMessage(thrown) });
  } finally {
    clearInterval(look);
    set({ running: null });
  }
}

async function askProgress(runId: string): Promise<void> {
  // It is requested again soon, and the run itself reports failures.
  const progress = await call('leadexec.whatIfProgress', { runId }).catch(() => null);
  if (progress !== null && useWhatIf.getState().running?.runId === runId) set({ running: { runId, ...progress } });
}

export function cancelWhatIf(): void {
  const { running } = useWhatIf.getState();
  if (running !== null) void call('leadexec.cancelWhatIf', { runId: running.runId });
}

/** Reads everything that a what-if needs again: one request for each kind, lead type and campaign that this desk posts to. */
export async function refreshCopies(connectionId: number): Promise<void> {
  const refresh = async (input: Omit<Parameters<typeof call<'leadexec.refresh'>>[1], 'connectionId'>) => {
    const { error } = await call('leadexec.refresh', { connectionId, ...input });
    if (error !== null) throw new Error(error);
  };
  for (const kind of ['clients', 'accounts', 'orders', 'lists', 'leadTypes', 'sources'] as const)
    await refresh({ kind });
  const types = await call('leadexec.records', { connectionId, kind: 'leadTypes', count: 1_000 });
  const receivers = (await call('connections.list', {})).flatMap(({ receiver }) => receiver ?? []);
  for (const { id } of types.rows) {
    if (!receivers.some(({ lid }) => lid === id)) continue;
    await refresh({ kind: 'leadFields', parent: id });
    for (const { vid, lid, aid } of receivers) {
      if (lid === id && aid !== null) await refresh({ kind: 'campaigns', parent: vid, id: aid });
    }
  }
}
