import {
  ClipboardList,
  Filter,
  Inbox,
  ListTree,
  type LucideIcon,
  MapPin,
  Megaphone,
  Send,
  ShoppingCart,
  Tags,
  Users,
} from 'lucide-react';
import type { CallSubject, RecordKind } from '../../../src-preload/contract/index.ts';
import type { Subject } from '../../state/account-address.ts';

/** How a kind of record is listed. */
export interface KindLook {
  readonly kind: RecordKind;
  /** The title of its tab. */
  readonly label: string;
  /** The singular name. */
  readonly one: string;
  /** The plural name, if it isn't the title of the tab. */
  readonly many?: string;
  /** The fields that are columns at first, in order; other fields are not columns. */
  readonly columns: readonly string[];
  /** The field that names a record. */
  readonly name: string;
  /** Widths of columns that differ from those of the same fields of other kinds, px. */
  readonly widths?: Readonly<Record<string, number>>;
  /** The column that takes the remaining width, if it isn't that of the name. */
  readonly grows?: string;
  /** The kind of its parent, if a parent must be chosen first. */
  readonly parent?: RecordKind;
  /** The fields that are filtered by value. */
  readonly filters?: readonly string[];
}

export interface SubjectLook {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly kinds: readonly KindLook[];
  /** What is done here with many records at once, as a tab. */
  readonly batches?: { readonly what: 'copies' | 'list'; readonly label: string };
  /** The subjects of the document whose requests are shown here. */
  readonly calls: readonly CallSubject[];
}

export const SUBJECT_LOOKS: Readonly<Record<Subject, SubjectLook>> = {
  clients: {
    label: 'Clients',
    icon: Users,
    calls: ['clients'],
    kinds: [
      {
        ...{ kind: 'clients', label: 'Clients', one: 'client', name: 'Name', widths: { Status: 124 } },
        columns: [
          'ClientUID',
          'Name',
          'Username',
          'Status',
          'GroupUID',
          'DeliveryAccountAutomationType',
          'Priority',
          'DateAdded',
        ],
        filters: ['Status', 'GroupUID', 'DeliveryAccountAutomationType'],
      },
      {
        ...{
          kind: 'activeClients',
          label: 'Active by lead type',
          one: 'active client',
          many: 'active clients',
          name: 'Name',
          parent: 'leadTypes',
        },
        columns: ['ClientUID', 'Name', 'Email', 'Phone', 'Price', 'Priority', 'LastSentDate'],
      },
      {
        ...{ kind: 'clientGroups', label: 'Groups', one: 'client group', name: 'Description' },
        columns: ['ClientGroupUID', 'Description', 'DisplayOrder', 'ClientCount'],
      },
      {
        ...{ kind: 'clientFields', label: 'Fields', one: 'client field', name: 'Descriptor' },
        columns: ['ClientFieldUID', 'Descriptor', 'DataType', 'Required', 'Status', 'SpecialBit', 'FormatString'],
        filters: ['DataType', 'Required', 'Status'],
      },
    ],
  },
  accounts: {
    label: 'Delivery accounts',
    icon: Filter,
    calls: ['accounts'],
    batches: { what: 'copies', label: 'Copies' },
    kinds: [
      {
        ...{ kind: 'accounts', label: 'Delivery accounts', one: 'delivery account', name: 'Description' },
        columns: [
          'ClientAccountUID',
          'Description',
          'ClientName',
          'Status',
          'AccountType',
          'Price',
          'AutomationEnabled',
          'useOrder',
          'DayMax',
        ],
        filters: ['Status', 'AccountType', 'LeadTypeUID', 'AutomationEnabled', 'useOrder'],
      },
    ],
  },
  methods: {
    label: 'Delivery methods',
    icon: Send,
    calls: ['methods'],
    kinds: [
      {
        ...{ kind: 'methods', label: 'Delivery methods', one: 'delivery method', name: 'Name' },
        columns: [
          'ClientDeliveryUID',
          'Name',
          'ClientName',
          'Type',
          'Status',
          'inTesting',
          'LeadTypeUID',
          'DeliveryAddress',
        ],
        filters: ['Type', 'Status', 'inTesting', 'LeadTypeUID'],
      },
    ],
  },
  orders: {
    label: 'Orders',
    icon: ShoppingCart,
    calls: ['orders'],
    kinds: [
      {
        ...{ kind: 'orders', label: 'Orders', one: 'order', name: 'ClientOrderUID', grows: 'ClientName' },
        widths: { Status: 76 },
        columns: [
          'ClientOrderUID',
          'ClientName',
          'Status',
          'Filled',
          'SentQty',
          'Qty',
          'SentPriceTotal',
          'PriceTotal',
          'Renewal',
          'EndDate',
        ],
        filters: ['Status', 'Renewal', 'AutoCharge'],
      },
    ],
  },
  lists: {
    label: 'Distribution lists',
    icon: ListTree,
    calls: ['lists'],
    batches: { what: 'list', label: 'Changes by file' },
    kinds: [
      {
        ...{ kind: 'lists', label: 'Lists', one: 'distribution list', name: 'Description' },
        columns: [
          'CustomListUID',
          'Description',
          'FieldName',
          'ItemCount',
          'Assigned',
          'Unassigned',
          'Status',
          'ClientName',
        ],
        filters: ['Status', 'LeadTypeUID'],
      },
      {
        ...{ kind: 'listItems', label: 'Items', one: 'list item', name: 'Description', parent: 'lists' },
        columns: [
          'CustomListItemUID',
          'Description',
          'Value',
          'Tag1',
          'Tag2',
          'AssignedClient',
          'AssignedClients',
          'AssignedName',
        ],
        filters: ['AssignedClient', 'Tag1', 'Tag2'],
      },
    ],
  },
  sources: {
    label: 'Sources and campaigns',
    icon: Megaphone,
    calls: ['sources'],
    kinds: [
      {
        ...{ kind: 'sources', label: 'Lead sources', one: 'lead source', name: 'Name' },
        columns: ['LPVendorUID', 'Name', 'Status', 'UserName', 'Email', 'Phone', 'City', 'State'],
        filters: ['Status', 'State'],
      },
      {
        ...{ kind: 'campaigns', label: 'Campaigns', one: 'campaign', name: 'AccountName', parent: 'sources' },
        columns: [
          'VendorAccountUID',
          'AccountName',
          'Channel',
          'Status',
          'LeadTypeUID',
          'LeadPrice',
          'MaxSell',
          'DayMax',
        ],
        filters: ['Status', 'Channel', 'LeadTypeUID'],
      },
    ],
  },
  'lead-types': {
    label: 'Lead types',
    icon: Tags,
    calls: ['leadTypes'],
    kinds: [
      {
        ...{ kind: 'leadTypes', label: 'Lead types', one: 'lead type', name: 'Descriptor' },
        columns: ['LeadTypeUID', 'Descriptor', 'Status', 'InQC', 'DefaultDupSets'],
      },
      {
        ...{ kind: 'leadFields', label: 'Fields', one: 'lead field', name: 'Descriptor', parent: 'leadTypes' },
        columns: [
          'LeadFieldUID',
          'Descriptor',
          'FieldDataType',
          'Required',
          'Enumerated',
          'Status',
          'SpecialBit',
          'FormatString',
        ],
        filters: ['FieldDataType', 'Required', 'Enumerated'],
      },
      {
        ...{ kind: 'categories', label: 'Categories', one: 'category', name: 'Caption', parent: 'leadTypes' },
        columns: ['LeadCatUID', 'Caption'],
      },
    ],
  },
  leads: { label: 'Leads', icon: Inbox, kinds: [], calls: ['leads'] },
  delivery: { label: 'Delivery of a lead', icon: ClipboardList, kinds: [], calls: ['scanning', 'delivery'] },
  validation: {
    label: 'Validation data',
    icon: MapPin,
    calls: ['validation'],
    kinds: [
      { ...{ kind: 'states', label: 'States', one: 'state', name: 'Name' }, columns: ['StateUID', 'Name', 'Abbr'] },
    ],
  },
};

/** Requests that no subject shows. The token is fetched when a connection is tested or used. */
export const ELSEWHERE: ReadonlySet<CallSubject> = new Set(['authentication']);

/** The listing of a kind within a subject; undefined if the subject doesn't list it. */
export const lookOf = (subject: Subject, kind: RecordKind): KindLook | undefined =>
  SUBJECT_LOOKS[subject].kinds.find((one) => one.kind === kind);

/** The subject that lists a kind of record. */
export const subjectOf = (kind: RecordKind): Subject | undefined =>
  (Object.keys(SUBJECT_LOOKS) as Subject[]).find((subject) => lookOf(subject, kind) !== undefined);
