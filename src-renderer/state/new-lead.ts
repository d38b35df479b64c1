import { create } from 'zustand';
import type { LeadFields } from '../../src-preload/contract/index.ts';

/** A lead that is being entered: text as typed, lists separated by commas. */
export interface NewLead {
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly license: string;
  readonly experience: string;
  readonly specialties: string;
  readonly licensedStates: string;
  readonly employmentType: string;
  readonly contactTime: string;
}
export type NewLeadField = keyof NewLead;

export const EMPTY_LEAD: NewLead = {
  firstName: '',
  lastName: '',
  phone: '',
  email: '',
  address: '',
  address2: '',
  city: '',
  state: '',
  zip: '',
  license: '',
  experience: '',
  specialties: '',
  licensedStates: '',
  employmentType: '',
  contactTime: '',
};

/** What was typed and not added, so that leaving the form loses nothing. */
export const useNewLead = create<NewLead>(() => EMPTY_LEAD);

export type NewLeadErrors = Readonly<Partial<Record<NewLeadField, string>>>;

const listOf = (text: string) =>
  text
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** What would be added, or the errors by field. Empty fields are left out. */
export function readNewLead(
  typed: NewLead,
): { readonly fields: Partial<LeadFields> } | { readonly errors: NewLeadErrors } {
  const errors: { -readonly [K in NewLeadField]?: string } = {};
  const lead = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.trim()])) as NewLead;
  if (lead.firstName + lead.lastName + lead.phone + lead.email === '')
    errors.lastName = 'Enter at least a name, a phone or an email.';
  if (lead.email !== '' && !/^[^\s@]+@[^\s@]+$/.test(lead.email)) errors.email = 'Not a valid email address.';
  if (lead.phone !== '' && lead.phone.replace(/\D/g, '').length < 6)
    errors.phone = 'Enter at least 6 digits, with the area code.';
  if (lead.experience !== '' && !/^\d{1,2}$/.test(lead.experience)) errors.experience = 'Whole years, 0 to 99';
  if (Object.keys(errors).length > 0) return { errors };
  const { experience, specialties, licensedStates, ...texts } = lead;
  const fields: Partial<LeadFields> = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  if (experience !== '') fields.experience = Number(experience);
  if (specialties !== '') fields.specialties = listOf(specialties);
  if (licensedStates !== '') fields.licensedStates = listOf(licensedStates);
  return { fields };
}
