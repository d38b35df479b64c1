import { formEncode } from '../form-encode.ts';
import { samePhone } from './answer-lines.ts';
import { looksLikeHtml, plainText } from './answer-text.ts';
import { accountPart, type DialerAccount, LAST_PARAMETER } from './form.ts';

/**
 * Functions of a VICIdial beyond the document "Load Lead", which all only read (VICIdial's NON-AGENT_API.txt). A vendor may have disabled
 * any of them, so each is used only after a trial has shown that it answers (`docs/vendors.md`, Croco-dial).
 */
export const READING_FUNCTIONS = [
  'version',
  'lead_search',
  'lead_all_info',
  'lead_field_info',
  'campaigns_list',
  'list_custom_fields',
  'list_info',
] as const;
export type ReadingFunction = (typeof READING_FUNCTIONS)[number];

/** The body of a request that only reads. It is a POST, like every request, so that the password is not in URLs. */
export function functionBody(
  account: DialerAccount,
  name: ReadingFunction,
  fields: Readonly<Record<string, string>>,
): string {
  const all = { function: name, source: 'Trunkline', ...fields, [LAST_PARAMETER]: '1' };
  const rest = Object.entries(all).map(([key, value]) => `&${key}=${formEncode(value)}`);
  return accountPart(account) + rest.join('');
}

/** The answer of a reading function. `line` is the server's text, from which the password must be removed before it is stored. */
export type FunctionAnswer =
  /** Rows, split at the pipes. A requested header is the first. */
  | { readonly is: 'rows'; readonly rows: readonly (readonly string[])[]; readonly line: string }
  /** It answers that there is nothing. */
  | { readonly is: 'none'; readonly line: string }
  /** This user may not call it, or the server has no such function. */
  | { readonly is: 'closed'; readonly line: string }
  /** Login, lock-out or address were refused, so nothing else will be answered either. */
  | { readonly is: 'refused'; readonly line: string }
  /** Anything else, which proves nothing. */
  | { readonly is: 'unclear'; readonly line: string };

const REFUSED = /Login incorrect|Too many login attempts|Your IP Address is not allowed/i;
const CLOSED =
  /USER DOES NOT HAVE PERMISSION|NO FUNCTION SPECIFIED|NOT ENABLED ON THIS SYSTEM|Invalid Source|user_group DOES NOT EXIST|FUNCTION DOES NOT EXIST/i;
const NONE =
  /NO MATCHES FOUND IN THE SYSTEM|LEAD NOT FOUND|LIST DOES NOT EXIST|NOT AN ALLOWED LIST ID|NO VIEWABLE CAMPAIGNS/;

/** Parses the answer to a function that only reads. An unknown ERROR, a page, or a status other than 200 proves nothing. */
export function readFunctionAnswer(status: number, contentType: string, body: string): FunctionAnswer {
  const text = plainText(contentType, body);
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const lineWith = (pattern: RegExp) => lines.find((line) => pattern.test(line));
  const refused = lineWith(REFUSED);
  if (refused !== undefined) return { is: 'refused', line: refused };
  const first = lines[0] ?? '';
  const closed = lineWith(CLOSED);
  if (closed !== undefined && /ERROR/.test(closed)) return { is: 'closed', line: closed };
  if (status !== 200 || looksLikeHtml(contentType, body)) return { is: 'unclear', line: first };
  const error = lineWith(/^\s*ERROR\s*:/);
  if (error !== undefined) return { is: NONE.test(error) ? 'none' : 'unclear', line: error };
  if (lines.length === 0) return { is: 'unclear', line: '' };
  return { is: 'rows', rows: lines.map((line) => line.split('|').map((cell) => cell.trim())), line: first };
}

/** The leads that `lead_search` found for a phone, newest first: empty if it says that there are none, null if it doesn't say. */
export function foundLeads(answer: FunctionAnswer, phone: string): string[] | null {
  if (answer.is === 'none') return [];
  if (answer.is !== 'rows') return null;
  const row = answer.rows.find(([key, count]) => /^\d+$/.test(count ?? '') && samePhone(key ?? '', phone));
  if (!row) return null;
  const ids = (row[2] ?? '').split('-').filter((id) => /^\d+$/.test(id));
  return ids.length === 0 && row[1] !== '0' ? null : ids;
}

/** What `lead_all_info` with a header reports about one lead, by column name; null if it isn't reported. */
export function leadOf(answer: FunctionAnswer): Readonly<Record<string, string>> | null {
  if (answer.is !== 'rows') return null;
  const [header = [], row] = answer.rows;
  const listAt = header.indexOf('list_id');
  if (!row || listAt < 0 || !/^\d+$/.test(row[listAt] ?? '')) return null;
  return Object.fromEntries(header.map((name, at) => [name, row[at] ?? '']));
}

/** The server's own clock: the offset of its times from UTC, and how far it is ahead of ours, ms. */
export interface ServerClock {
  readonly offsetMs: number;
  readonly aheadMs: number;
}

/** Parses `VERSION: …|BUILD: …|DATE: 2026-05-29 12:19:22|EPOCH: 1306685962|…`; null if it has no time. */
export function readClock(body: string, now: number): ServerClock | null {
  const date = /DATE:\s*(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(body);
  const epoch = /EPOCH:\s*(\d{9,11})/.exec(body);
  if (!date || !epoch) return null;
  const epochMs = Number(epoch[1]) * 1000;
  return { offsetMs: Date.parse(`${date[1]}T${date[2]}Z`) - epochMs, aheadMs: epochMs - now };
}

/** The time by our clock when a server wrote `YYYY-MM-DD HH:MM:SS`; null if the text is not such a time. */
export function writtenAt(text: string, clock: ServerClock): number | null {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/.exec(text.trim());
  const at = found ? Date.parse(`${found[1]}T${found[2]}Z`) : Number.NaN;
  return Number.isNaN(at) ? null : at - clock.offsetMs - clock.aheadMs;
}
