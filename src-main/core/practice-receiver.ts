import { type ReceiverField, receiverField, receiverOptions } from '../../src-preload/contract/index.ts';
import { listConnections, saveConnection } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';
import { keepFields } from '../delivery/campaigns.ts';
import { replaceFile } from '../files/replace-file.ts';
import { AUTO_FIELDS } from '../practice/leadexec/account/sample-fields.ts';
import { SAMPLE } from '../practice/leadexec/account/sample-ids.ts';
import { writeLeadsFile } from '../practice/sample-leads.ts';

const SAMPLE_LEADS = 500;

/** The practice account's names of data types, and the types that a check uses for them. */
const TYPES: Readonly<Record<string, ReceiverField['type']>> = {
  Int: 'integer',
  Money: 'number',
  Bit: 'boolean',
  DateTime: 'date',
};
const CONTACT = new Set(['FirstName', 'LastName', 'Email', 'PrimaryPhone', 'Address', 'DateOfBirth', 'IPAddress']);

/** The fields of the practice account's auto insurance, as its posting instructions would list them. */
function practiceFields(): ReceiverField[] {
  return AUTO_FIELDS.map((field) =>
    receiverField.parse({
      name: field.descriptor,
      required: field.required ?? false,
      type: TYPES[field.dataType ?? ''] ?? 'text',
      validation: field.validation ?? '',
      invalidChars: field.invalidChars ?? '',
      values: field.enums ?? [],
      maxLength: field.maxLength ?? null,
      min: field.min ?? null,
      max: field.max ?? null,
      contact: CONTACT.has(field.descriptor),
    }),
  );
}

/** Connects the practice LeadExec as a receiver of auto insurance leads, with its fields. @returns the connection */
export function connectPracticeReceiver(store: Store, name: string, url: string, now: number): number {
  const known = listConnections(store).find((one) => one.name === name);
  const id = saveConnection(
    store,
    {
      ...(known ? { id: known.id } : {}),
      ...{ kind: 'receiver', name, url, user: '', traits: { accents: 'fold', plus: 'space' } },
      receiver:
        known?.receiver ??
        receiverOptions.parse({
          ...{ vid: SAMPLE.source, lid: SAMPLE.auto, aid: SAMPLE.campaign.general, duplicateCheck: true },
        }),
      ...{ concurrency: null, perSecond: null, timeoutMs: 30_000 },
    },
    now,
  );
  if (!known) keepFields(store, id, { fields: practiceFields(), accountId: null, at: now });
  return id;
}

/** Writes the sample file of leads to post. */
export async function writeSampleLeads(path: string): Promise<void> {
  await replaceFile(path, (unfinished) => writeLeadsFile(unfinished, SAMPLE_LEADS));
}
