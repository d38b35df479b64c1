import { z } from 'zod';
import { type ReceiverField, receiverField } from '../../src-preload/contract/index.ts';
import { getReceiver } from '../connections/connections.ts';
import { type Store, sqlOf } from '../db/store.ts';
import type { Millis } from '../db/tables.ts';

/** The last mapping of columns. */
const rememberedMapping = z.array(z.object({ header: z.string(), field: z.string() }));
export type RememberedMapping = z.infer<typeof rememberedMapping>;

/** The stored campaign of a connection: 0 if the receiver chooses. */
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

/** The fields of a campaign's lead type and their source. */
export interface KnownFields {
  readonly fields: readonly ReceiverField[];
  /** The LeadExec account that they were read from; null if they were imported, or if there are none. */
  readonly accountId: number | null;
  /** When they were read or imported; null if unknown. */
  readonly at: Millis | null;
}

/** Fields stored by an earlier version, without their source, are only the list. */
const keptFields = z.union([
  z.object({ fields: z.array(receiverField), accountId: z.number().nullable(), at: z.number() }),
  z.array(receiverField).transform((fields) => ({ fields, accountId: null, at: null })),
]);

/** The stored fields of the campaign's lead type, without a request. @throws CommandError */
export const knownFields = (store: Store, connectionId: number): KnownFields =>
  keptFields.safeParse(column(store, connectionId, 'fields')).data ?? { fields: [], accountId: null, at: null };

/** The fields of the campaign's lead type; empty if they were never imported. @throws CommandError */
export const fieldsOfCampaign = (store: Store, connectionId: number): readonly ReceiverField[] =>
  knownFields(store, connectionId).fields;

/** Stores the fields of the campaign's lead type. */
export function keepFields(store: Store, connectionId: number, known: KnownFields & { readonly at: Millis }): void {
  keep(store, connectionId, { fields: JSON.stringify(known) });
}

/** The origin of posted leads: each has its own columns. */
export type MappedFrom = 'file' | 'inbox';

/** Mappings stored by an earlier version are only the list of a file's. */
const keptMappings = z.union([
  z.object({ file: rememberedMapping, inbox: rememberedMapping }),
  rememberedMapping.transform((file) => ({ file, inbox: [] })),
]);

/** The column mappings of the last post to the campaign. */
function mappingsOf(store: Store, connectionId: number): Readonly<Record<MappedFrom, RememberedMapping>> {
  return keptMappings.safeParse(column(store, connectionId, 'mapping')).data ?? { file: [], inbox: [] };
}

/** Stores how the columns of a file, or of the inbox, were mapped with the campaign. */
export function rememberMapping(
  store: Store,
  connectionId: number,
  from: MappedFrom,
  remembered: RememberedMapping,
): void {
  if (remembered.length === 0) return;
  keep(store, connectionId, { mapping: JSON.stringify({ ...mappingsOf(store, connectionId), [from]: remembered }) });
}

/** The stored mapping, if all of its columns exist. */
export function rememberedFor(
  store: Store,
  connectionId: number,
  from: MappedFrom,
  columns: readonly string[],
): RememberedMapping {
  const kept = mappingsOf(store, connectionId)[from];
  return kept.every(({ header }) => columns.includes(header) || isPlaceOf(header, columns)) ? kept : [];
}

/** Whether this is the position `#3` of a column whose name isn't unique. */
function isPlaceOf(header: string, columns: readonly string[]): boolean {
  const name = /^#\d+$/.test(header) ? columns[Number(header.slice(1)) - 1] : undefined;
  return name !== undefined && (name === '' || columns.indexOf(name) !== columns.lastIndexOf(name));
}
