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

/** What is kept of what a dialer told; what no longer reads counts as not known. */
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

/** How the connection's last test went; null where it was not tested as it now is. */
export function lastTest(store: Store, connectionId: number): ConnectionTest | null {
  return readKnowledge(store, connectionId, 'test', connectionTest);
}

export function keepTest(store: Store, connectionId: number, test: ConnectionTest): void {
  write(store, connectionId, { test: JSON.stringify(test) });
}

/** Which functions the dialer was found to answer; null where none was tried. */
export function knownFunctions(store: Store, connectionId: number): DialerFunctions | null {
  return readKnowledge(store, connectionId, 'functions', dialerFunctions);
}

export function keepFunctions(store: Store, connectionId: number, functions: DialerFunctions): void {
  write(store, connectionId, { functions: JSON.stringify(functions) });
}

/** The lists and campaigns that the dialer told; null where it was not asked. */
export function knownChoices(store: Store, connectionId: number): DialerChoices | null {
  return readKnowledge(store, connectionId, 'choices', dialerChoices);
}

export function keepChoices(store: Store, connectionId: number, choices: DialerChoices): void {
  write(store, connectionId, { choices: JSON.stringify(choices) });
}

/** Address or credentials were changed: nothing that was found with the old ones holds. */
export function forgetKnowledge(store: Store, connectionId: number): void {
  store.run(sqlOf.deleteFrom('dialer_knowledge').where('connection_id', '=', connectionId));
}
