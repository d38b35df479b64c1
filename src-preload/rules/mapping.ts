import { LEAD_FIELDS, type LeadFieldName, type Mapping, NAME_FIELDS } from '../contract/mapping.ts';

/** The fields that a mapping fills, in the dialer's order, including those of a full name's parts. */
export function filledFields({ targets, fullName }: Mapping): LeadFieldName[] {
  const names: readonly LeadFieldName[] =
    fullName === undefined ? [] : fullName.read === 'whole' ? ['first_name'] : NAME_FIELDS;
  return LEAD_FIELDS.filter((field) => targets[field] !== undefined || names.includes(field));
}
