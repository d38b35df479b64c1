import { z } from 'zod';
import { type ReceiverField, receiverField } from '../../src-preload/contract/index.ts';
import { getReceiver } from '../connections/connections.ts';
import type { Store } from '../db/store.ts';

/** How columns were mapped last. */
const rememberedMapping = z.array(z.object({ header: z.string(), field: z.string() }));
export type RememberedMapping = z.infer<typeof rememberedMapping>;

/** The campaign of a connection as it is kept: 0 where the receiver chooses. */
const aidOf = (store: Store, connectionId: number): number => getReceiver(store, connectionId).receiver.aid ?? 0;

function column(store: Store, connectionId: number, name: 'fields' | 'mapping'): unknown {
  const kept = store
    .prepare<[number, number], { value: string | null }>(
      `SELECT ${name} AS value FROM receiver_campaign WHERE connection_id = ? AND aid = ?`,
    )
    .get(connectionId, aidOf(store, connectionId))?.value;
  return kept == null ? null : JSON.parse(kept);
}

function keep(store: Store, connectionId: number, name: 'fields' | 'mapping', value: unknown): void {
  store
    .prepare(
      `INSERT INTO receiver_campaign (connection_id, aid, ${name}) VALUES (?, ?, ?)
       ON CONFLICT (connection_id, aid) DO UPDATE SET ${name} = excluded.${name}`,
    )
    .run(connectionId, aidOf(store, connectionId), JSON.stringify(value));
}

/** The fields of the campaign's lead type; none where they were never brought. @throws CommandError */
export function fieldsOfCampaign(store: Store, connectionId: number): ReceiverField[] {
  return z.array(receiverField).safeParse(column(store, connectionId, 'fields')).data ?? [];
}

/** Keeps the fields of the campaign's lead type. */
export function keepFields(store: Store, connectionId: number, fields: readonly ReceiverField[]): void {
  keep(store, connectionId, 'fields', fields);
}

/** How columns were mapped when the campaign was last posted to. */
export function mappingOfCampaign(store: Store, connectionId: number): RememberedMapping {
  return rememberedMapping.safeParse(column(store, connectionId, 'mapping')).data ?? [];
}

/** Remembers with the campaign how the columns of a file were mapped. */
export function rememberMapping(store: Store, connectionId: number, said: RememberedMapping): void {
  if (said.length > 0) keep(store, connectionId, 'mapping', said);
}

/** The remembered mapping, where a file has all of its columns. */
export function rememberedFor(store: Store, connectionId: number, columns: readonly string[]): RememberedMapping {
  const kept = mappingOfCampaign(store, connectionId);
  return kept.every(({ header }) => columns.includes(header)) ? kept : [];
}
