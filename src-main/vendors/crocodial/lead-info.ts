import { findLines, plainText } from './answer-text.ts';
import { accountPart, type DialerAccount, LAST_PARAMETER } from './form.ts';

/**
 * The body that requests a lead's data from a VICIdial: `lead_all_info`, which only reads. It isn't in the document, so the first answer
 * decides whether it is requested again (`docs/vendors.md`, Croco-dial).
 */
export function leadInfoBody(account: DialerAccount, leadId: string): string {
  const id = leadId.replace(/\D/g, '');
  return `${accountPart(account)}&function=lead_all_info&source=Trunkline&lead_id=${id}&header=YES&custom_fields=Y&stage=pipe&${LAST_PARAMETER}=1`;
}

/** The dialer's answer about a lead: its values by field, a refusal, or something that can't be parsed. */
export type LeadInfo =
  | { readonly is: 'lead'; readonly values: ReadonlyMap<string, string> }
  | { readonly is: 'refused'; readonly line: string }
  /** The lead's values contain the separator, so that their boundaries are unknown. */
  | { readonly is: 'unclear' }
  | { readonly is: 'unknown' };

/** Parses an answer: a line of names and one of values, each between pipes. Nothing is thrown. */
export function readLeadInfo(contentType: string, body: string): LeadInfo {
  const text = plainText(contentType, body);
  const refused = findLines(text).lines.find(({ kind }) => kind === 'ERROR');
  if (refused) return { is: 'refused', line: refused.line };
  const lines = body.split(/\r?\n/);
  const at = lines.findIndex((line) => line.startsWith('status|') && line.includes('|phone_number|'));
  if (at < 0) return { is: 'unknown' };
  const names = (lines[at] ?? '').split('|').map((name) => name.trim());
  const rest = lines
    .slice(at + 1)
    .join('\n')
    .replace(/\n+$/, '');
  const values = rest.split('|');
  if (values.length !== names.length) return { is: 'unclear' };
  return { is: 'lead', values: new Map(names.map((name, place) => [name, values[place] ?? ''])) };
}
