import type { LeadFields } from '../../src-preload/contract/index.ts';

/**
 * A record without any values. Stored records hold their values in this order, so a new field is added **at the end**.
 */
export const NO_FIELDS: LeadFields = {
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  address: '',
  address2: '',
  city: '',
  state: '',
  zip: '',
  license: '',
  experience: null,
  employmentType: '',
  specialties: [],
  contactTime: '',
  preferredDestinations: [],
  preferredCities: '',
  licensedStates: [],
  licenseState: '',
  licenseDateIssued: '',
  licenseDateExpires: '',
  licenseInvestigated: null,
  licenseInvestigationDetails: '',
  sent: '',
  hasJobApps: null,
  unlockedBy: '',
  employmentHistory: [],
  jobApplications: [],
};

/** One parsed record of a vendor. */
export interface ReadRecord {
  /** Opaque, as text. */
  readonly externalId: string;
  readonly fields: LeadFields;
  /** The vendor's complete record as JSON. XML is converted with the same names and texts. */
  readonly raw: string;
  /** Whether the record says that this company has unlocked it. */
  readonly unlocked: boolean;
}

/** A record that could not be parsed as a lead. */
export interface UnreadRecord {
  readonly externalId: string | null;
  /** In plain words: what is wrong, and where. */
  readonly reason: string;
  /** As received, truncated. */
  readonly raw: string;
}
