import { z } from 'zod';
import { type ReceiverField, receiverField } from '../../src-preload/contract/index.ts';
import { getReceiver } from '../connections/connections.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** How columns were mapped last. */
const rememberedMapping = z.array(z.object({ header: z.string(), field: z.string() }));
export type RememberedMapping = z.infer<typeof rememberedMapping>;

/** The campaign of a connection as it is kept: 0 where the receiver chooses. */
const aidOf = (store: Store, connectionId: number): number => getReceiver(store, connectionId).receiver.aid ?? 0;

function column(store: Store, connectionId: number, name: 'fields' | 'mapping'): unknown {
  const kept = store.get(
    sqlOf
      .selectFrom('receiver_campaign')
      .select(['fields', 'mapping'])
      .where('connection_id', '=', connectionId)
      .where('aid', '=', aidOf(store, connectionId)),
  )?.[name];
  return kept == null ? null : JSON.parse(kept);
}

/** @param value JSON */
function keep(
  store: Store,
  connectionId: number,
  value: { readonly fields: string } | { readonly mapping: string },
): void {
  store.run(
    sqlOf
      .insertInto('receiver_campaign')
      .values({ connection_id: connectionId, aid: aidOf(store, connectionId), ...value })
      .onConflict((conflict) => conflict.columns(['connection_id', 'aid']).doUpdateSet(value)),
  );
}

/** The fields of a campaign's lead type and where they are from. */
export interface KnownFields {
  readonly fields: readonly ReceiverField[];
  /** The LeadExec account that they were read from; null where somebody brought them, or nobody did. */
  readonly accountId: number | null;
  /** When they were read or brought; null where that is not known. */
  readonly at: Millis | null;
}

/** Fields that were kept before it was kept where they are from are the bare list. */
const keptFields = z.union([
  z.object({ fields: z.array(receiverField), accountId: z.number().nullable(), at: z.number() }),
  z.array(receiverField).transform((fields) => ({ fields, accountId: null, at: null })),
]);

/** What is known of the fields of the campaign's lead type, here and without asking anybody. @throws CommandError */
export const knownFields = (store: Store, connectionId: number): KnownFields =>
  keptFields.safeParse(column(store, connectionId, 'fields')).data ?? { fields: [], accountId: null, at: null };

/** The fields of the campaign's lead type; none where they were never brought. @throws CommandError */
export const fieldsOfCampaign = (store: Store, connectionId: number): readonly ReceiverField[] =>
  knownFields(store, connectionId).fields;

/** Keeps the fields of the campaign's lead type. */
export function keepFields(store: Store, connectionId: number, known: KnownFields & { readonly at: Millis }): void {
  keep(store, connectionId, { fields: JSON.stringify(known) });
}

/** Where leads that are posted come from: each has columns of its own. */
export type MappedFrom = 'file' | 'inbox';

/** Mappings that were kept before those of the inbox were kept are the bare list of a file's. */
const keptMappings = z.union([
  z.object({ file: rememberedMapping, inbox: rememberedMapping }),
  rememberedMapping.transform((file) => ({ file, inbox: [] })),
]);

/** How columns were mapped when the campaign was last posted to. */
function mappingsOf(store: Store, connectionId: number): Readonly<Record<MappedFrom, RememberedMapping>> {
  return keptMappings.safeParse(column(store, connectionId, 'mapping')).data ?? { file: [], inbox: [] };
}

/** Remembers with the campaign how the columns of a file, or of the inbox, were mapped. */
export function rememberMapping(store: Store, connectionId: number, from: MappedFrom, said: RememberedMapping): void {
  if (said.length === 0) return;
  keep(store, connectionId, { mapping: JSON.stringify({ ...mappingsOf(store, connectionId), [from]: said }) });
}

/** The remembered mapping, where all of its columns are there. */
export function rememberedFor(
  store: Store,
  connectionId: number,
  from: MappedFrom,
  columns: readonly string[],
): RememberedMapping {
  const kept = mappingsOf(store, connectionId)[from];
  return kept.every(({ header }) => columns.includes(header) || isPlaceOf(header, columns)) ? kept : [];
}

/** Whether this is the place of a column that its name doesn't tell from the others: `#3`. */
function isPlaceOf(header: string, columns: readonly string[]): boolean {
  const name = /^#\d+$/.test(header) ? columns[Number(header.slice(1)) - 1] : undefined;
  return name !== undefined && (name === '' || columns.indexOf(name) !== columns.lastIndexOf(name));
}
