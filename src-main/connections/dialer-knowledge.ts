import type { z } from 'zod';
import {
  type ConnectionTest,
  connectionTest,
  type DialerChoices,
  type DialerFunctions,
  dialerChoices,
  dialerFunctions,
} from '../../src-preload/contract/index.ts';
import { type Store, sqlOf } from '../db/store.ts';

/** Reads what is stored about a dialer. Invalid data counts as unknown. */
function readKnowledge<T>(
  store: Store,
  connectionId: number,
  column: 'test' | 'functions' | 'choices',
  as: z.ZodType<T>,
): T | null {
  const row = store.get(
    sqlOf.selectFrom('dialer_knowledge').select(column).where('connection_id', '=', connectionId),
  ) as Partial<Record<typeof column, string | null>> | undefined;
  const text = row?.[column];
  if (text === null || text === undefined) return null;
  return as.safeParse(JSON.parse(text)).data ?? null;
}

function write(
  store: Store,
  connectionId: number,
  change: { [C in 'test' | 'functions' | 'choices']?: string | null },
): void {
  store.run(
    sqlOf
      .insertInto('dialer_knowledge')
      .values({ connection_id: connectionId, test: null, functions: null, choices: null, ...change })
      .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(change)),
  );
}

/** The result of the connection's last test; null if it was not tested with its current settings. */
export function lastTest(store: Store, connectionId: number): ConnectionTest | null {
  return readKnowledge(store, connectionId, 'test', connectionTest);
}

export function keepTest(store: Store, connectionId: number, test: ConnectionTest): void {
  write(store, connectionId, { test: JSON.stringify(test) });
}

/** Which functions the dialer answers; null if none was tried. */
export function knownFunctions(store: Store, connectionId: number): DialerFunctions | null {
  return readKnowledge(store, connectionId, 'functions', dialerFunctions);
}

export function keepFunctions(store: Store, connectionId: number, functions: DialerFunctions): void {
  write(store, connectionId, { functions: JSON.stringify(functions) });
}

/** The dialer's lists and campaigns as last read; null if they were never read. */
export function knownChoices(store: Store, connectionId: number): DialerChoices | null {
  return readKnowledge(store, connectionId, 'choices', dialerChoices);
}

export function keepChoices(store: Store, connectionId: number, choices: DialerChoices): void {
  write(store, connectionId, { choices: JSON.stringify(choices) });
}

/** Deletes what was learned about a dialer, because its address or credentials have changed. */
export function forgetKnowledge(store: Store, connectionId: number): void {
  store.run(sqlOf.deleteFrom('dialer_knowledge').where('connection_id', '=', connectionId));
}
