import type { RecordKind } from '../../../src-preload/contract/index.ts';

/** The properties of a kind of record besides its fields. */
export interface Kind {
  /** A single record, in words. */
  readonly what: string;
  /** The member with its id; null if its position in the list is used. */
  readonly id: string | null;
  /** The kind of record that `parent` is the id of. */
  readonly parent: RecordKind | null;
  /** The kind whose answer includes it. */
  readonly readWith: RecordKind | null;
}

const root = (what: string, id: string | null): Kind => ({ what, id, parent: null, readWith: null });
const below = (what: string, id: string, parent: RecordKind): Kind => ({ what, id, parent, readWith: null });

export const KINDS: Readonly<Record<RecordKind, Kind>> = {
  clients: root('client', 'ClientUID'),
  clientGroups: root('client group', 'ClientGroupUID'),
  clientFields: root('client field', 'ClientFieldUID'),
  clientValues: below('value of a client field', 'ClientFieldUID', 'clients'),
  activeClients: below('active client', 'ClientUID', 'leadTypes'),
  accounts: below('delivery account', 'ClientAccountUID', 'clients'),
  // No call returns a method separately. It is part of the accounts that use it.
  methods: { what: 'delivery method', id: 'ClientDeliveryUID', parent: 'clients', readWith: 'accounts' },
  orders: root('order', 'ClientOrderUID'),
  lists: root('distribution list', 'CustomListUID'),
  listItems: { what: 'list item', id: 'CustomListItemUID', parent: 'lists', readWith: 'lists' },
  sources: root('lead source', 'LPVendorUID'),
  campaigns: below('campaign', 'VendorAccountUID', 'sources'),
  leadTypes: root('lead type', 'LeadTypeUID'),
  leadFields: below('field of a lead type', 'LeadFieldUID', 'leadTypes'),
  categories: below('lead category', 'LeadCatUID', 'leadTypes'),
  states: root('state', null),
};

/** A set of records that are read together: all of a kind, or those of one parent. */
export interface Place {
  readonly connectionId: number;
  readonly kind: RecordKind;
  /** 0 for all, and for kinds without a parent. */
  readonly parent: number;
}
