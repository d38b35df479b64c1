import type { RecordKind } from '../../../src-preload/contract/index.ts';
import type { CallDefinition } from '../../vendors/leadexec/call-definition.ts';
import { CALLS } from '../../vendors/leadexec/registry.ts';
import type { Given } from '../../vendors/leadexec/request.ts';

/** How records are read: a call, and whether it has pages. */
export interface RecordReading {
  readonly definition: CallDefinition;
  readonly given: (skip: number) => Given;
  /** The number of rows on a page; null if all are returned at once. */
  readonly take: number | null;
  /** Whether the answer is complete, so that missing records no longer exist. */
  readonly whole: boolean;
}

/** The largest page that the document allows or shows. */
const TAKE = 100;

function definitionOf(name: string): CallDefinition {
  const found = CALLS.get(name);
  if (!found) throw new Error(`There is no call ${name}`);
  return found;
}

const once = (name: string, given: Given = { path: {} }, whole = true): RecordReading => ({
  ...{ definition: definitionOf(name), given: () => given, take: null, whole },
});
const paged = (name: string, path: Given['path'], body: Readonly<Record<string, unknown>>): RecordReading => ({
  definition: definitionOf(name),
  given: (skip) => ({ path, body: { ...body, Skip: skip, Take: TAKE } }),
  ...{ take: TAKE, whole: true },
});

/**
 * Accounts of a lead type: the document's example, with field 0 and an empty value, which mean no criterion. Missing accounts may still
 * exist.
 */
export const accountsOfLeadType = (LeadTypeUID: number): RecordReading =>
  once('listOfAllAccountsFilteredByCriteria', { path: { LeadTypeUID }, body: { LeadFieldUID: 0, Value: '' } }, false);

/** How a single record is read; null if no call returns one. */
export function oneReading(kind: RecordKind, parent: number, id: number): RecordReading | null {
  switch (kind) {
    case 'accounts':
      if (parent === 0) return null;
      return once('deliveryAccountDetail', { path: { ClientUID: parent, ClientAccountUID: id } }, false);
    case 'orders':
      return once('retrieveOrderDetailsOrList', { path: {}, body: { OrderUID: id, Skip: 0, Take: 1 } }, false);
    case 'sources':
      return once('leadSourceDetail', { path: { vendorUID: id } }, false);
    case 'campaigns':
      return once('leadSourceCampaignDetails', { path: { vendorUID: parent, campaignUID: id } }, false);
    default:
      return null;
  }
}

/** How the records of a place are read; null if no call returns them together: methods, list items, campaigns, accounts of all clients. */
export function readingAt(kind: RecordKind, parent: number): RecordReading | null {
  switch (kind) {
    case 'clients':
      return once('listClients');
    case 'clientGroups':
      return once('clientGroupList');
    case 'clientFields':
      return once('availableFieldsForClients');
    case 'clientValues':
      return once('fieldsForClient', { path: { ClientUID: parent } });
    case 'activeClients':
      return paged(
        'clientActiveListByLeadType',
        { leadtypeuid: parent },
        {
          ...{ DeliveryAccountType: 'Web', SortBy: 'Name', SortDirection: 'Ascending' },
        },
      );
    case 'accounts':
      return parent === 0 ? null : once('listOfAccountsForClient', { path: { ClientUID: parent } });
    case 'orders':
      return paged('retrieveOrderDetailsOrList', {}, {});
    case 'lists':
      return once('getDistributionLists');
    case 'sources':
      return once('listLeadSources');
    case 'leadTypes':
      return once('leadTypeList');
    case 'leadFields':
      return once('fieldsForLeadType', { path: { LeadTypeUID: parent } });
    case 'categories':
      return once('leadCategories', { path: { LeadTypeUID: parent } });
    case 'states':
      return once('listStates');
    default:
      return null;
  }
}
