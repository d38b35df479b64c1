import type { CommandArguments } from '../../../src-preload/contract/index.ts';
import { HIDDEN, isSecretMember } from '../../vendors/leadexec/secrets.ts';
import type { EditingPorts } from './editing.ts';
import type { Place } from './kinds.ts';
import { membersOf } from './shown-values.ts';

/**
 * One password of a record, for a person who asks to see it; null where the field holds none, or none that this desk knows. It is in no
 * other answer, and nothing keeps this one.
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
  return typeof value === 'string' && value !== HIDDEN ? value : null;
}
