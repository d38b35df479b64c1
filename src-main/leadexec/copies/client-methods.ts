import type { Store } from '../../db/store.ts';
import { recordsOf } from '../records/record-rows.ts';
import { flagOf, type Members, membersOf, shownValues } from '../records/shown-values.ts';

/** A delivery method that a copy may use. */
export interface ClientMethod {
  readonly id: number;
  /** Its name with its type. */
  readonly name: string;
  /** Whether it has the same type as the account's own method. */
  readonly sameType: boolean;
}

const plain = (value: unknown): string =>
  String(value ?? '')
    .trim()
    .toLowerCase();

/**
 * The methods of a client that can deliver the leads of an account's method: those with its lead type, the most similar first. Answers only
 * contain methods that an account uses.
 */
export function matchingMethods(store: Store, connectionId: number, client: number, like: Members): ClientMethod[] {
  const typeOf = (record: Members) => shownValues('methods', record).Type ?? '';
  const type = typeOf(like);
  return recordsOf(store, { connectionId, kind: 'methods', parent: client })
    .map(({ id, body }) => ({ id, record: membersOf(JSON.parse(body)) }))
    .filter(({ record }) => Number(record.LeadTypeUID ?? 0) === Number(like.LeadTypeUID ?? 0))
    .map(({ id, record }) => {
      const sameType = typeOf(record) === type;
      const isEnabled = flagOf(record.Status) === true;
      const isTest = flagOf(record.inTesting) === true;
      const off = [isEnabled ? [] : ['disabled'], isTest ? ['test mode'] : []].flat();
      const about = [String(typeOf(record)), ...off].filter((one) => one !== '').join(', ');
      const likeness =
        (isEnabled ? 8 : 0) + (sameType ? 4 : 0) + (isTest ? 0 : 2) + (plain(record.Name) === plain(like.Name) ? 1 : 0);
      return { id, name: `${String(record.Name ?? id)} (${about})`, sameType, likeness };
    })
    .sort((a, b) => b.likeness - a.likeness || a.id - b.id)
    .map(({ id, name, sameType }) => ({ id, name, sameType }));
}
