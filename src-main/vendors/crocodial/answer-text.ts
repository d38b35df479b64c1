const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Tags within a line. All others end a line. */
const INLINE = /^<\/?(?:a|abbr|b|big|code|em|font|i|s|small|span|strong|tt|u)\b/i;

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const point = hex !== undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** Whether a body is an HTML page and not plain lines. */
export function looksLikeHtml(contentType: string, body: string): boolean {
  if (!body.includes('<')) return false;
  return (
    /<(?:!doctype|html|head|body|br|p|pre|div|title|table|h\d|center)\b/i.test(body) ||
    (/html/i.test(contentType) && /<[a-z!/]/i.test(body))
  );
}

/** The text of an answer without tags, scripts and comments, entities decoded. A body without tags is only trimmed. */
export function plainText(contentType: string, body: string): string {
  if (!looksLikeHtml(contentType, body)) return body.replace(/^\uFEFF/, '').trim();
  const bare = body
    .replace(/^\uFEFF/, '')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style|head)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, (block) => titleOf(block))
    .replace(/<\/?[a-z!][^<>]*>/gi, (tag) => (INLINE.test(tag) ? '' : '\n'));
  return decodeEntities(bare)
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

/** A page's head is removed, except its title, which is often all that an error page says, and lines that a server put there. */
function titleOf(block: string): string {
  const title = /<title\b[^>]*>([\s\S]*?)<\/title/i.exec(block)?.[1] ?? '';
  const lines = /^<head/i.test(block) ? (block.match(/(?:SUCCESS|ERROR|NOTICE)\s*:[^<\n]*/g) ?? []) : [];
  return `\n${[title, ...lines].join('\n')}\n`;
}

/** One line of the dialer: `SUCCESS: …`, `ERROR: …` or `NOTICE: …`, at any position. */
export interface DialerLine {
  readonly kind: 'SUCCESS' | 'ERROR' | 'NOTICE';
  /** The whole line, unchanged. */
  readonly line: string;
  /** The message without `add_lead`: `LEAD HAS BEEN ADDED`. */
  readonly message: string;
  /** What follows ` - `, split at the bars; empty if there is nothing. */
  readonly details: readonly string[];
}

const LINE_START = /(SUCCESS|ERROR|NOTICE)\s*:/g;
/** A single line as the dialer writes it, with no other inside, which nearly every answer is. */
const ALONE = /^(SUCCESS|ERROR|NOTICE): add_lead ([^-:|\r\n]*[^-:|\s]) - ([^:\r\n]*[^:\s])$/;

/**
 * Finds the dialer's lines in a text: on separate lines, joined, or between other words. The text between the lines is returned as `rest`.
 */
export function findLines(text: string): { lines: DialerLine[]; rest: string } {
  const alone = ALONE.exec(text);
  if (alone) {
    const [line, kind, message = '', details = ''] = alone;
    return { lines: [{ kind: kind as DialerLine['kind'], line, message, details: splitDetails(details) }], rest: '' };
  }
  const lines: DialerLine[] = [];
  const rest: string[] = [];
  for (const row of text.split(/[\r\n]+/)) {
    LINE_START.lastIndex = 0;
    let start = LINE_START.exec(row);
    rest.push(row.slice(0, start?.index));
    while (start) {
      const next = LINE_START.exec(row);
      lines.push(readLine(start[1] as DialerLine['kind'], row.slice(start.index, next?.index).trim()));
      start = next;
    }
  }
  return {
    lines,
    rest: rest
      .map((r) => r.trim())
      .filter((r) => r !== '')
      .join('\n'),
  };
}

function readLine(kind: DialerLine['kind'], line: string): DialerLine {
  const messageText = line
    .slice(line.indexOf(':') + 1)
    .trim()
    .replace(/^add_lead\s*:?\s*/i, '');
  const between = messageText.indexOf(' - ');
  const dash = between < 0 && messageText.endsWith(' -') ? messageText.length - 2 : between;
  if (dash < 0) return { kind, line, message: messageText.trim(), details: [] };
  return { kind, line, message: messageText.slice(0, dash).trim(), details: splitDetails(messageText.slice(dash + 3)) };
}

const splitDetails = (text: string): string[] => text.split('|').map((detail) => detail.trim());
