import type { OptionGroup } from '../../ui/select.tsx';

/** The lead fields that a column of a file can fill, in words and in groups. */
const GROUPS: readonly { readonly label: string; readonly fields: Readonly<Record<string, string>> }[] = [
  {
    label: 'Person',
    fields: {
      fullName: 'Full name',
      firstName: 'First name',
      lastName: 'Last name',
      phone: 'Phone',
      email: 'Email',
      contactTime: 'Best time to call',
    },
  },
  {
    label: 'Address',
    fields: { address: 'Address', address2: 'Address, second line', city: 'City', state: 'State', zip: 'ZIP code' },
  },
  {
    label: 'Profession',
    fields: {
      license: 'License',
      experience: 'Experience, years',
      employmentType: 'Employment type',
      specialties: 'Specialties',
      licensedStates: 'Licensed in',
      licenseState: 'License state',
      licenseDateIssued: 'License issued',
      licenseDateExpires: 'License expires',
      licenseInvestigated: 'License investigated',
      licenseInvestigationDetails: 'Investigation details',
    },
  },
  {
    label: 'Looking for',
    fields: { preferredDestinations: 'Preferred destinations', preferredCities: 'Preferred cities' },
  },
  { label: 'Application', fields: { sent: 'Date sent', hasJobApps: 'Applied to one of your jobs' } },
];

const WORDS: Readonly<Record<string, string>> = Object.assign({}, ...GROUPS.map((g) => g.fields));

/** The name of a lead field. */
export function leadFieldWord(field: string): string {
  return WORDS[field] ?? field;
}

/** A column that fills nothing. */
export const LEFT_OUT = '(none)';

/** The options of the select. A field that another column fills says so. */
export function leadFieldOptions(by: (field: string) => string | undefined): readonly OptionGroup<string>[] {
  return [
    { label: 'Not a lead field', options: [{ value: LEFT_OUT, label: 'Leave out' }] },
    ...GROUPS.map(({ label, fields }) => ({
      label,
      options: Object.entries(fields).map(([value, word]) => {
        const other = by(value);
        return { value, label: word, note: other === undefined ? undefined : `Mapped from “${other}”` };
      }),
    })),
  ];
}
