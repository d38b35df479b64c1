import type { CommandArguments } from '../../../src-preload/contract/index.ts';
import { REMOVED } from '../../../src-preload/contract/removed.ts';
import { isSecretMember } from '../../vendors/leadexec/secrets.ts';
import type { EditingPorts } from './editing.ts';
import type { Place } from './kinds.ts';
import { membersOf } from './shown-values.ts';

/**
 * One password of a record, for a person who asks to see it; null if the field has none, or none that this desk knows. No other answer
 * contains it, and it is not stored.
 */
export async function shownSecret(
  { whole, secrets }: EditingPorts,
  place: Place,
  { id, field }: CommandArguments<'leadexec.secret'>,
): Promise<string | null> {
  const record = isSecretMember(field) ? whole.of(place, id) : null;
  if (record === null) return null;
  const { body } = await secrets.reveal(place.connectionId, JSON.parse(record.text));
  const value = membersOf(body)[field];
  return typeof value === 'string' && value !== REMOVED ? value : null;
}
