/**
 * A reference that is right by being plain: it looks at the whole text at once and starts over whenever a rule says so.
 * Shares no code with the reader.
 */
export interface Expected {
  readonly cells: string[];
  readonly raw: string;
  readonly line: number;
  readonly problem: 'unclosed-quote' | 'stray-quote' | 'too-long' | null;
}

interface Found {
  readonly cells: string[];
  readonly end: number;
  readonly stray: boolean;
}

const isLineEnd = (char: string | undefined): boolean => char === '\n' || char === '\r';

function oneRecord(text: string, start: number, textQuoteAt: number, delimiter: string, quote: string): Found | number {
  const cells: string[] = [];
  let stray = false;
  let at = start;
  for (;;) {
    let cell = '';
    const open = at;
    let lineEndInside = false;
    let closed = false;
    if (quote !== '' && text[at] === quote && at !== textQuoteAt) {
      at++;
      while (!closed) {
        if (at >= text.length) return open;
        if (text[at] === quote && text[at + 1] === quote) {
          cell += quote;
          at += 2;
        } else if (text[at] === quote) {
          closed = true;
          at++;
        } else {
          if (isLineEnd(text[at])) lineEndInside = true;
          cell += text[at];
          at++;
        }
      }
    }
    while (at < text.length && text[at] !== delimiter && !isLineEnd(text[at])) {
      if (closed && lineEndInside) stray = true;
      cell += text[at];
      at++;
    }
    cells.push(cell);
    if (text[at] !== delimiter) return { cells, end: at, stray };
    at++;
  }
}

const linesIn = (text: string): number => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n').length - 1;

/** Reads a whole text, without a cap. */
export function reference(whole: string, delimiter: string, quote: string): Expected[] {
  const text = whole.startsWith('\ufeff') ? whole.slice(1) : whole;
  const records: Expected[] = [];
  let at = 0;
  while (at < text.length) {
    if (isLineEnd(text[at])) {
      at++;
      continue;
    }
    const line = 1 + linesIn(text.slice(0, at).replace(/\r$/, text[at] === '\n' ? '' : '\r'));
    let found = oneRecord(text, at, -1, delimiter, quote);
    let problem: Expected['problem'] = null;
    if (typeof found === 'number') {
      problem = 'unclosed-quote';
      found = oneRecord(text, at, found, delimiter, quote) as Found;
    } else if (found.stray) problem = 'stray-quote';
    records.push({ cells: found.cells, raw: text.slice(at, found.end), line, problem });
    at = found.end;
  }
  return records;
}
