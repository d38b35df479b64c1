import { findLines, plainText } from './answer-text.ts';
import { accountPart, type DialerAccount, LAST_PARAMETER } from './form.ts';

/**
 * The body that asks a VICIdial what it holds of a lead: `lead_all_info`, which reads only. The document doesn't name it, so the
 * first answer decides whether it is asked again (`docs/vendors.md`, Croco-dial).
 */
export function leadInfoBody(account: DialerAccount, leadId: string): string {
  const id = leadId.replace(/\D/g, '');
  return `${accountPart(account)}&function=lead_all_info&source=Trunkline&lead_id=${id}&header=YES&custom_fields=Y&stage=pipe&${LAST_PARAMETER}=1`;
}

/** What the dialer said of a lead: its values by field, that it doesn't tell, or something that nobody can read. */
export type LeadInfo =
  | { readonly is: 'lead'; readonly values: ReadonlyMap<string, string> }
  | { readonly is: 'refused'; readonly line: string }
  /** A lead whose values hold the separator, so that nobody can tell where one ends. */
  | { readonly is: 'unclear' }
  | { readonly is: 'unknown' };

/** Reads an answer: a line of names and one of values, each between pipes. Nothing is thrown. */
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
