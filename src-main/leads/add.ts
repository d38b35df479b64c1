import { randomUUID } from 'node:crypto';
import { CommandError, type LeadFields } from '../../src-preload/contract/index.ts';
import { me } from '../db/me.ts';
import { NO_FIELDS } from '../vendors/lead-record.ts';
import { ingest } from './ingest.ts';
import type { LeadPorts } from './ports.ts';
import { leadOfHandRecord } from './rows/records.ts';

/** The source of leads that a person entered. */
export const BY_HAND = 'By hand';

/**
 * Adds a lead that a person entered. If the phone or email is known, it is merged into that lead.
 * @throws CommandError `invalid-input` if nothing identifies the person, `conflict` if the person was erased
 */
export function addLead(ports: LeadPorts, given: Partial<LeadFields>): { id: number; joined: boolean } {
  const trimmed = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]),
  ) as Partial<LeadFields>;
  const fields: LeadFields = { ...NO_FIELDS, ...trimmed };
  if (fields.firstName + fields.lastName + fields.phone + fields.email === '') {
    throw new CommandError('invalid-input', 'Enter at least a name, a phone or an email.', 'lastName');
  }
  const externalId = randomUUID();
  return ports.store.write(() => {
    const counts = ingest(ports, {
      connectionId: null,
      kind: 'hand',
      source: BY_HAND,
      records: [{ externalId, fields, raw: JSON.stringify(trimmed), unlocked: true }],
      rejects: [],
      who: me(ports.store),
    });
    if (counts.forgotten > 0) {
      throw new CommandError('conflict', 'This person was erased and can’t be added again.');
    }
    const id = leadOfHandRecord(ports.store, externalId);
    if (id === null) throw new Error('A lead that was typed in has no record');
    return { id, joined: counts.joined > 0 };
  });
}
