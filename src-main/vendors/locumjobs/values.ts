/**
 * The lists of "Possible enum values" in LocumJobsOnline API v2.0. They have changed over time and are only data: a license or an
 * experience that is not listed is still sent and parsed.
 */
export const EMPLOYMENT_TYPES = ['Locum Tenens', 'Permanent'] as const;

/** Code of a license and its name. */
export const LICENSES: Readonly<Record<string, string>> = {
  MD: 'Doctor of Medicine',
  DO: 'Doctor of Osteopathic Medicine',
  PA: 'Physician Assistant',
  NP: 'Nurse Practitioner',
  CRNA: 'Certified Registered Nurse Anesthetist',
  DMD: 'Doctor of Dental Medicine',
  DDS: 'Doctor of Dental Surgery',
  DPM: 'Doctor of Podiatric Medicine',
  OD: 'Doctor of Optometry',
  CAA: 'Certified Anesthesiologist Assistant',
};

/** The values of `state`. */
export const STATES: readonly string[] =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA DC WV WI WY'.split(
    ' ',
  );
/** The values of `licensed_states`. */
export const LICENSED_STATES: readonly string[] = [...STATES, 'Compact'];

export const SORT_FIELDS = ['id', 'name', 'state', 'license', 'sent'] as const;
export const EXPERIENCE_AT_MOST = 99;
