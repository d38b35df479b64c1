import type { TypeField } from '../../../state/account-record.ts';

/** What a partner needs for posting to a campaign: LeadExec Lead Receiver, Create Lead. */
export interface Campaign {
  readonly name: string;
  /** Source, lead type and campaign: VID, LID, AID. */
  readonly vid: number;
  readonly lid: number;
  readonly aid: number;
}

/** The documented host; the vendor’s own instructions may name another. */
const ADDRESS = 'https://leads.leadexec.net/processor/insert/general/json';

function fieldLine({ name, required, dataType, values, format }: TypeField): string {
  const about = [
    required ? 'required' : 'optional',
    ...(dataType === '' ? [] : [dataType]),
    ...(values.length === 0 ? [] : [`one of: ${values.join(', ')}`]),
    ...(format === '' ? [] : [`must match ${format}`]),
  ];
  return `  ${name}: ${about.join('; ')}`;
}

/**
 * Posting instructions of a campaign, as text for a partner. No answer contains the campaign’s password, so a placeholder is left for it.
 */
export function postingText({ name, vid, lid, aid }: Campaign, fields: readonly TypeField[]): string {
  const sorted = [...fields].sort((a, b) => Number(b.required) - Number(a.required) || a.name.localeCompare(b.name));
  const sample = sorted.filter(({ required }) => required).map((field) => `${encodeURIComponent(field.name)}=`);
  return [
    `Posting instructions: ${name} (campaign ${aid})`,
    '',
    `Post each lead as a form: POST ${ADDRESS}`,
    'Content-Type: application/x-www-form-urlencoded',
    '',
    'With every lead:',
    `  vid: ${vid}`,
    `  lid: ${lid}`,
    `  aid: ${aid}`,
    '  password: [API password, if you were given one]',
    '',
    'Fields:',
    ...sorted.map(fieldLine),
    '',
    'Body, for example:',
    `  ${[`vid=${vid}`, `lid=${lid}`, `aid=${aid}`, 'password=', ...sample].join('&')}`,
    '',
    'The answer is JSON. isValidPost says whether the lead was accepted, ResponseDetail why not; LeadIdentifier is its number.',
    '',
  ].join('\n');
}
