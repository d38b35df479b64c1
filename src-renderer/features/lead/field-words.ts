import type { LeadDetail, LeadFields } from '../../../src-preload/contract/index.ts';

type Field = keyof LeadFields;

/** One fact about the lead: the fields that it is made from, and the text that is shown. */
export interface Fact {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly text: string;
}

const yesNo = (value: boolean | null): string => (value === null ? '' : value ? 'Yes' : 'No');
const list = (values: readonly string[]): string => values.filter((v) => v !== '').join(', ');

/** A vendor's date and time without seconds. Text in another format is not changed. */
export function shortTime(text: string): string {
  return text.replace(
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}):\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/,
    (_, day, time, zone) => `${day} ${time} ${zone === undefined ? '' : zone === 'Z' ? 'UTC' : `(${zone})`}`.trim(),
  );
}

/** The sections of a lead, in the order in which an agent needs them, without empty ones. */
export function sectionsOf({ fields: f, emails }: Pick<LeadDetail, 'fields' | 'emails'>): readonly {
  readonly title: string;
  readonly facts: readonly Fact[];
}[] {
  const fact = (name: string, text: string, ...fields: Field[]): Fact => ({ name, text, fields });
  const sections = [
    {
      title: 'Contact',
      facts: [
        ...(emails.length > 0 ? emails : [f.email]).map((email) => fact('Email', email, 'email')),
        fact('Street', list([f.address, f.address2]), 'address', 'address2'),
        fact(
          'City',
          `${f.city}${f.city !== '' && f.state !== '' ? ', ' : ''}${f.state} ${f.zip}`.trim(),
          'city',
          'state',
          'zip',
        ),
        fact('Best time', f.contactTime, 'contactTime'),
      ],
    },
    {
      title: 'License',
      facts: [
        fact('License', f.license, 'license'),
        fact('Licensed in', list(f.licensedStates), 'licensedStates'),
        fact('State', f.licenseState, 'licenseState'),
        fact('Issued', f.licenseDateIssued, 'licenseDateIssued'),
        fact('Expires', f.licenseDateExpires, 'licenseDateExpires'),
        fact('Investigated', yesNo(f.licenseInvestigated), 'licenseInvestigated'),
        fact('Details', f.licenseInvestigationDetails, 'licenseInvestigationDetails'),
      ],
    },
    {
      title: 'Experience',
      facts: [
        fact('Specialties', list(f.specialties), 'specialties'),
        fact('Years', f.experience === null ? '' : String(f.experience), 'experience'),
      ],
    },
    {
      title: 'Looking for',
      facts: [
        fact('Employment type', f.employmentType, 'employmentType'),
        fact('States', list(f.preferredDestinations), 'preferredDestinations'),
        fact('Cities', f.preferredCities, 'preferredCities'),
        fact('Applied', yesNo(f.hasJobApps), 'hasJobApps'),
        fact('Sent', shortTime(f.sent), 'sent'),
      ],
    },
  ];
  return sections
    .map(({ title, facts }) => ({ title, facts: facts.filter(({ text }) => text !== '') }))
    .filter(({ facts }) => facts.length > 0);
}

export interface Origin {
  /** The name of the source that the value is from. */
  readonly from: string;
  /** Different values from other sources. */
  readonly others: readonly { readonly source: string; readonly value: string }[];
}

/** Which sources gave one of several emails. */
function originOfMail(lead: Pick<LeadDetail, 'records'>, email: string): Origin | null {
  const giving = lead.records.filter(({ fields }) => fields.email.toLowerCase() === email.toLowerCase());
  return giving.length === 0 ? null : { from: [...new Set(giving.map((r) => r.source))].join(' and '), others: [] };
}

/**
 * The source of a fact, and the sources with a different value; null if the lead has only one record, whose source the section names once.
 */
export function originOf(
  lead: Pick<LeadDetail, 'origins' | 'records'>,
  { fields, text }: Pick<Fact, 'fields' | 'text'>,
): Origin | null {
  if (lead.records.length < 2) return null;
  if (fields.includes('email')) return originOfMail(lead, text);
  const source = (id: number) => lead.records.find((r) => r.id === id)?.source ?? 'another record';
  const origins = lead.origins.filter(({ field }) => fields.includes(field));
  if (origins.length === 0) return null;
  return {
    from: [...new Set(origins.map(({ recordId }) => source(recordId)))].join(' and '),
    others: origins.flatMap(({ others }) => others.map(({ recordId, value }) => ({ source: source(recordId), value }))),
  };
}
