import type { Behaviour } from './behaviour.ts';

/** What `add_lead` came to, before it is put into words on the wire. */
export type Outcome =
  | { readonly kind: 'refused'; readonly notices: readonly string[]; readonly line: string }
  | {
      readonly kind: 'added';
      readonly leadId: number;
      readonly earlyNotices: readonly string[];
      readonly success: string;
      readonly notices: readonly string[];
    }
  /** The script died: an HTTP 500 without a word. */
  | { readonly kind: 'died' };

export interface Answer {
  readonly status: number;
  readonly contentType: 'text/html; charset=UTF-8' | 'text/plain; charset=UTF-8';
  readonly body: string;
}

export const TEXT = 'text/html; charset=UTF-8';

/** An answer of plain lines, as the real one sends them (it calls them HTML all the same). */
export function textAnswer(body: string, status = 200): Answer {
  return { status, contentType: TEXT, body };
}

/**
 * The SUCCESS line: `phone|list|lead_id|gmt|user` as servers send it, or `phone|user|list|lead_id|gmt` as in the
 * document's sample (`docs/vendors.md`, Croco-dial).
 */
export function successLine(
  behaviour: Behaviour,
  { phone, list, leadId, gmt, user }: Readonly<Record<'phone' | 'list' | 'gmt' | 'user', string>> & { leadId: number },
): string {
  const fields =
    behaviour.fieldOrder === 'server' ? [phone, list, leadId, gmt, user] : [phone, user, list, leadId, gmt];
  return `SUCCESS: add_lead LEAD HAS BEEN ADDED - ${fields.join('|')}`;
}

/** Puts an outcome on the wire as this server does: where its notices stand, and what a SUCCESS is wrapped in. */
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

/** The page that a server with its warnings switched on makes of an answer. */
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
