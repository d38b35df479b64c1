import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import * as sent from '../body-fields.ts';
import { call } from '../call.ts';
import { readId, sentId } from '../ids.ts';
import { id } from '../parameters.ts';

const listItem = z.looseObject({
  CustomListItemUID: readId<'CustomListItemUID'>(),
  CustomListUID: readId<'CustomListUID'>().nullish(),
  Description: seen.text,
  Tag1: seen.text,
  Tag2: seen.text,
  Value: seen.text,
  AssignedClient: readId<'ClientUID'>().nullish(),
  /** Client ids separated by `|`. */
  AssignedClients: seen.text,
  AssignedName: seen.text,
});
const list = z.looseObject({
  CustomListUID: readId<'CustomListUID'>(),
  AccountUID: readId<'AccountUID'>().nullish(),
  LeadTypeUID: readId<'LeadTypeUID'>().nullish(),
  LeadFieldUID: readId<'LeadFieldUID'>().nullish(),
  Description: seen.text,
  FieldName: seen.text,
  DefaultClient: readId<'ClientUID'>().nullish(),
  ClientName: seen.text,
  Assigned: seen.number,
  Unassigned: seen.number,
  Status: seen.choice,
  DependField: readId<'LeadFieldUID'>().nullish(),
  Value: seen.text,
  LinkFieldText: seen.text,
  Items: seen.rows(listItem),
});

export const getDistributionLists = call({
  section: 'Get Distribution Lists',
  request: 'GET /v1/distribution/lists/',
  effect: 'read',
  answer: { is: 'rows', of: list },
});

/** The client comes first in the path, as in the calls below. */
export const getDistributionListAssignmentsForClient = call({
  section: 'Get Distribution List Assignments for Client',
  request: 'GET /v1/distribution/lists/[ClientUID]/[DistributionListUID]',
  parameters: { ClientUID: id<'ClientUID'>(), DistributionListUID: id<'CustomListUID'>() },
  effect: 'read',
  answer: { is: 'one', of: list },
});

/** Removes one client's assignment. No call deletes an item. */
export const removeDistributionListItem = call({
  section: 'Remove Distribution List Item',
  request: 'DELETE /v1/distribution/lists/[ClientUID]/[DistributionListUID]/[DistributionItemUID]',
  parameters: {
    ClientUID: id<'ClientUID'>(),
    DistributionListUID: id<'CustomListUID'>(),
    DistributionItemUID: id<'CustomListItemUID'>(),
  },
  effect: 'repeatable',
  answer: { is: 'true' },
});

export const createOrModifyListItem = call({
  section: 'Create or Modify List Item',
  request: 'PUT /v1/distribution/lists/[DistributionListUID]',
  parameters: { DistributionListUID: id<'CustomListUID'>() },
  body: z.strictObject({
    CustomListItemUID: sentId<'CustomListItemUID'>(),
    CustomListUID: sentId<'CustomListUID'>(),
    Description: sent.keptText,
    Tag1: sent.keptText,
    Tag2: sent.keptText,
    Value: sent.keptText,
    /** 0 if several are assigned. */
    AssignedClient: sentId<'ClientUID'>().nullable(),
    AssignedClients: z
      .string()
      .regex(/^[\s\d|]*$/, 'must be client ids separated by |')
      .nullable(),
    HashCode: z.union([z.number(), z.string()]).nullish(),
  }),
  answer: { is: 'true' },
});

/** PUT in the example, PATCH on its badge. */
export const assignListItemToClient = call({
  section: 'Assign List Item to Client',
  request: 'PUT /v1/distribution/lists/[ClientUID]/[DistributionListUID]/[DistributionListItemUID]',
  parameters: {
    ClientUID: id<'ClientUID'>(),
    DistributionListUID: id<'CustomListUID'>(),
    DistributionListItemUID: id<'CustomListItemUID'>(),
  },
  effect: 'repeatable',
  answer: { is: 'true' },
});
