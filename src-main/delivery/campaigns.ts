import { z } from 'zod';
import { type ReceiverField, receiverField } from '../../src-preload/contract/index.ts';
import { getReceiver } from '../connections/connections.ts';
import { type Store, sqlOf } from '../db/store.ts';

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

/** The fields of the campaign's lead type; none where they were never brought. @throws CommandError */
export function fieldsOfCampaign(store: Store, connectionId: number): ReceiverField[] {
  return z.array(receiverField).safeParse(column(store, connectionId, 'fields')).data ?? [];
}

/** Keeps the fields of the campaign's lead type. */
export function keepFields(store: Store, connectionId: number, fields: readonly ReceiverField[]): void {
  keep(store, connectionId, { fields: JSON.stringify(fields) });
}

/** How columns were mapped when the campaign was last posted to. */
export function mappingOfCampaign(store: Store, connectionId: number): RememberedMapping {
  return rememberedMapping.safeParse(column(store, connectionId, 'mapping')).data ?? [];
}

/** Remembers with the campaign how the columns of a file were mapped. */
export function rememberMapping(store: Store, connectionId: number, said: RememberedMapping): void {
  if (said.length > 0) keep(store, connectionId, { mapping: JSON.stringify(said) });
}

/** The remembered mapping, where a file has all of its columns. */
export function rememberedFor(store: Store, connectionId: number, columns: readonly string[]): RememberedMapping {
  const kept = mappingOfCampaign(store, connectionId);
  return kept.every(({ header }) => columns.includes(header)) ? kept : [];
}
