import { z } from 'zod';
import * as seen from '../answer-fields.ts';
import { call } from '../call.ts';
import { readId } from '../ids.ts';
import { id } from '../parameters.ts';

const leadType = z.looseObject({
  LeadTypeUID: readId<'LeadTypeUID'>(),
  AccountUID: readId<'AccountUID'>().nullish(),
  /** 0 or 1 in the example. */
  InQC: seen.flag,
  Descriptor: seen.text,
  Status: seen.flag,
  DefaultDupSets: seen.text,
  TypeUID: seen.number,
});

export const leadTypeList = call({
  section: 'Lead Type List',
  request: 'GET /v1/leadtypes',
  effect: 'read',
  answer: { is: 'rows', of: leadType },
});

export const leadTypeProperties = call({
  section: 'Lead Type Properties',
  request: 'GET /v1/leadtypes/[LeadTypeUID]',
  parameters: { LeadTypeUID: id<'LeadTypeUID'>() },
  effect: 'read',
  answer: { is: 'one', of: leadType },
});

export const leadTypeForLead = call({
  section: 'Lead Type For Lead',
  request: 'GET /v1/leadtypes/locate/[LeadUID]',
  parameters: { LeadUID: id<'LeadUID'>() },
  effect: 'read',
  answer: { is: 'one', of: leadType },
});

export const fieldsForLeadType = call({
  section: 'Fields for Lead Type',
  request: 'GET /v1/leadtypes/[LeadTypeUID]/fields',
  parameters: { LeadTypeUID: id<'LeadTypeUID'>() },
  effect: 'read',
  answer: {
    is: 'rows',
    of: z.looseObject({
      LeadFieldUID: readId<'LeadFieldUID'>(),
      LeadTypeUID: readId<'LeadTypeUID'>().nullish(),
      Descriptor: seen.text,
      FieldDataType: seen.choice,
      Required: seen.flag,
      Status: seen.flag,
      Computed: seen.flag,
      ComputedExpr: seen.text,
      Enumerated: seen.flag,
      Validation: seen.text,
      InvalidChars: seen.text,
      FmtError: seen.text,
      FormatString: seen.text,
      isState: seen.flag,
      FieldDescription: seen.text,
      ColSpan: seen.number,
      Width: seen.number,
      Height: seen.number,
      SpecialBit: seen.choice,
      FieldEnums: seen.rows(
        z.looseObject({
          LeadFieldEnumUID: readId<'LeadFieldEnumUID'>().nullish(),
          LeadFieldUID: readId<'LeadFieldUID'>().nullish(),
          /** An integer in the table, a text in the example. */
          Descriptor: seen.text,
          Priority: seen.number,
          Delete: seen.flag,
        }),
      ),
    }),
  },
});

export const leadCategories = call({
  section: 'Lead Categories',
  request: 'GET /v1/leadtypes/[LeadTypeUID]/categories',
  parameters: { LeadTypeUID: id<'LeadTypeUID'>() },
  effect: 'read',
  answer: {
    is: 'rows',
    within: 'LeadCategories',
    of: z.looseObject({ LeadCatUID: readId<'LeadCatUID'>(), Caption: seen.text }),
  },
});
