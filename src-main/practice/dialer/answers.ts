import type { Behaviour } from './behaviour.ts';

/** The result of `add_lead`, before it is written as an answer. */
export type Outcome =
  | { readonly kind: 'refused'; readonly notices: readonly string[]; readonly line: string }
  | {
      readonly kind: 'added';
      readonly leadId: number;
      readonly earlyNotices: readonly string[];
      readonly success: string;
      readonly notices: readonly string[];
    }
  /** The script crashed: an HTTP 500 without content. */
  | { readonly kind: 'died' };

export interface Answer {
  readonly status: number;
  readonly contentType: 'text/html; charset=UTF-8' | 'text/plain; charset=UTF-8';
  readonly body: string;
}

export const TEXT = 'text/html; charset=UTF-8';

/** An answer of plain lines, as the real one sends them, with the content type HTML nevertheless. */
export function textAnswer(body: string, status = 200): Answer {
  return { status, contentType: TEXT, body };
}

/**
 * The SUCCESS line: `phone|list|lead_id|gmt|user` as servers send it, or `phone|user|list|lead_id|gmt` as in the document's example
 * (`docs/vendors.md`, Croco-dial).
 */
export function successLine(
  behaviour: Behaviour,
  { phone, list, leadId, gmt, user }: Readonly<Record<'phone' | 'list' | 'gmt' | 'user', string>> & { leadId: number },
): string {
  const fields =
    behaviour.fieldOrder === 'server' ? [phone, list, leadId, gmt, user] : [phone, user, list, leadId, gmt];
  return `SUCCESS: add_lead LEAD HAS BEEN ADDED - ${fields.join('|')}`;
}

/** Writes a result as this server's answer: with its notices in their place, and a SUCCESS in its wrapping. */
export function renderOutcome(outcome: Outcome, behaviour: Behaviour): Answer {
  switch (outcome.kind) {
    case 'died':
      return textAnswer('', 500);
    case 'refused':
      return textAnswer([...outcome.notices, outcome.line].map((line) => `${line}\n`).join(''));
    case 'added': {
      const { earlyNotices, success, notices } = outcome;
      const lines =
        behaviour.noticePlacement === 'before'
          ? [...earlyNotices, ...notices, success]
          : [...earlyNotices, success, ...notices];
      const body = `${lines.join(separator(behaviour))}\n`;
      if (behaviour.successWrapping === 'html') return htmlAround(body);
      return textAnswer(body, behaviour.successWrapping === 'http500' ? 500 : 200);
    }
  }
}

/** The page that a server with warnings switched on sends around an answer. */
export function htmlAround(lines: string, status = 200): Answer {
  const warning =
    '<b>Warning</b>:  Undefined variable $ENTRYdate in <b>/srv/www/htdocs/API/lmapi.php</b> on line <b>4711</b>';
  const body = `<!DOCTYPE html>\n<html><head><title>lmapi</title></head>\n<body><br />\n${warning}<br />\n${lines}<br />\n</body></html>\n`;
  return { status, contentType: TEXT, body };
}

function separator({ noticePlacement }: Behaviour): string {
  switch (noticePlacement) {
    case 'after':
    case 'before':
      return '\n';
    case 'glued':
      return ' ';
    case 'glued-tight':
      return '';
  }
}
