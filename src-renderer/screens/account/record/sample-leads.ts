import type { TypeField } from '../../../state/account-record.ts';
import type { SampleLead } from '../mapping/sent-preview.tsx';

/** Values of fictitious people, by common field names. */
const PEOPLE: readonly Readonly<Record<string, string>>[] = [
  {
    ...{ firstname: 'Ann', lastname: 'Davis', email: 'ann.davis@example.com', primaryphone: '7025550123' },
    ...{ address: '12 Elm Street', city: 'Las Vegas', state: 'NV', zip: '89101', dateofbirth: '1984-05-09' },
  },
  {
    ...{ firstname: 'José', lastname: 'O’Neil & Sons', email: 'jose@example.com', primaryphone: '5125550188' },
    ...{ address: '4 "North" Road', city: 'Austin', state: 'TX', zip: '73301', dateofbirth: '1999-12-31' },
  },
];

function valueFor({ name, dataType, values }: TypeField, person: Readonly<Record<string, string>>, at: number): string {
  const known = person[name.toLowerCase().replace(/[^a-z]/g, '')];
  if (known !== undefined) return known;
  if (values.length > 0) return values[at % values.length] ?? '';
  switch (dataType) {
    case 'Int':
    case 'Bigint':
      return String(40 + at);
    case 'Money':
    case 'Decimal':
    case 'Float':
      return '1250.5';
    case 'Bit':
      return at === 0 ? 'true' : 'false';
    case 'DateTime':
      return '2026-01-31';
    default:
      return at === 0 ? name : '';
  }
}

/** Fictitious leads of a lead type: one with plain values, and one with empty values and characters that are often sent incorrectly. */
export const sampleLeads = (fields: readonly TypeField[]): SampleLead[] =>
  PEOPLE.map((person, at) => ({
    label:
      at === 0 ? 'Ann Davis, Las Vegas (made up)' : 'José O’Neil & Sons, Austin (made up, with special characters)',
    values: Object.fromEntries(fields.map((field) => [field.name, valueFor(field, person, at)])),
  }));
