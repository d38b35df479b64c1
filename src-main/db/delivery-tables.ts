import type { Generated } from 'kysely';
import type { DeliveryExchange } from '../../src-preload/contract/index.ts';
import type { Millis } from './millis.ts';

export interface DeliveryBatchTable {
  id: Generated<number>;
  connection_id: number;
  group_id: number | null;
  kind: string;
  label: string;
  file_hash: Generated<string>;
  /** JSON of the settings that are the same for all of its posts. */
  options: string;
  /** Posts up to this one are in the queue; null once all are. */
  queued_to: number | null;
  who: string;
  created_at: Millis;
}

export interface DeliveryPostTable {
  /** The source id of its job. */
  id: Generated<number>;
  batch_id: number;
  row: number;
  lead_id: number | null;
  fields: string;
  reference: Generated<string>;
  phone: Generated<string>;
  email: Generated<string>;
  issues: string | null;
  left_out: Generated<number>;
  updates_lead: number | null;
  replay_of: number | null;
  step: Generated<'ping' | 'post'>;
  order_id: string | null;
  order_until: Millis | null;
  order_used: Generated<number>;
  estimated_price: number | null;
  carried_by: number | null;
  carried_at: Generated<number>;
  post_id: string | null;
  lead_uid: string | null;
  campaign: number | null;
  price: number | null;
  review: Generated<string>;
  return_state: Generated<string>;
  state_reason: Generated<string>;
  redirect_url: string | null;
  status_url: string | null;
  accepted_at: Millis | null;
  follow_at: Millis | null;
  follows: Generated<number>;
  confirmed_by: number | null;
}

export interface DeliverySendTable {
  post_id: number;
  no: number;
  client_uid: string;
  client_name: string;
  valid: number | null;
  price: number | null;
  redirect_url: string | null;
}

export interface DeliveryAgentTable {
  post_id: number;
  no: number;
  client_uid: string;
  client_name: string;
  name: string;
  phone: string;
  taken_at: Millis | null;
}

export interface DeliveryTurnTable {
  id: Generated<number>;
  post_id: number;
  at: Millis;
  what: string;
  before: string | null;
  after: string | null;
}

export interface DeliveryExchangeTable {
  id: Generated<number>;
  connection_id: number;
  post_id: number | null;
  no: number | null;
  what: DeliveryExchange['what'];
  at: Millis;
  url: string;
  request: string;
  http_status: number | null;
  answer: string | null;
  error: string | null;
}

export interface ReceiverCampaignTable {
  connection_id: number;
  aid: number;
  fields: string | null;
  mapping: string | null;
}

/** The tables of posting leads. */
export interface DeliveryTables {
  delivery_batch: DeliveryBatchTable;
  delivery_post: DeliveryPostTable;
  delivery_send: DeliverySendTable;
  delivery_agent: DeliveryAgentTable;
  delivery_turn: DeliveryTurnTable;
  delivery_exchange: DeliveryExchangeTable;
  receiver_campaign: ReceiverCampaignTable;
}
