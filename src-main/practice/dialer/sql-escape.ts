import { TEXT_FIELD_NAMES, type TextField } from './fields.ts';

/** The database's answer to `version()`, for a crafted value that queries it. */
export const DATABASE_VERSION = '10.11.6-MariaDB';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', 0: '\0', b: '\b', Z: '\u001A' };

/**
 * What the database makes of values that the script inserts unescaped into its statement (`docs/vendors.md`, Croco-dial): a backslash is an
 * escape, and at the end of a value it escapes the closing quote, so that what follows is read as SQL.
 * @returns the columns as stored, or undefined if the statement is invalid
 */
export function throughSql(text: Readonly<Record<TextField, string>>): Record<TextField, string> | undefined {
  const stored = { ...text };
  const statement = TEXT_FIELD_NAMES.map((name) => `${name}="${text[name]}"`).join(',');
  for (const name of TEXT_FIELD_NAMES) stored[name] = '';
  const columns: ReadonlySet<string> = new Set(TEXT_FIELD_NAMES);
  let at = 0;
  while (at < statement.length) {
    const column = /^\s*([a-z_0-9]+)\s*=\s*/.exec(statement.slice(at));
    if (column === null || !columns.has(column[1] ?? '')) return undefined;
    at += column[0].length;
    const read = statement[at] === '"' ? quoted(statement, at + 1) : expression(statement, at);
    if (read === undefined) return undefined;
    stored[column[1] as TextField] = read.value;
    at = read.end;
    const rest = statement.slice(at);
    if (rest.trim() === '' || /^\s*(?:-- |#)/.test(rest)) return stored;
    if (!rest.startsWith(',')) return undefined;
    at += 1;
  }
  return stored;
}

interface Read {
  readonly value: string;
  readonly end: number;
}

function quoted(statement: string, from: number): Read | undefined {
  let value = '';
  for (let at = from; at < statement.length; at++) {
    const char = statement[at];
    if (char === '"') return { value, end: at + 1 };
    if (char === '\\') {
      at += 1;
      const escaped = statement[at];
      if (escaped === undefined) return undefined;
      value += ESCAPES[escaped] ?? escaped;
    } else value += char;
  }
  return undefined;
}

function expression(statement: string, from: number): Read | undefined {
  const found = /^(version\(\)|\d+)/.exec(statement.slice(from));
  if (found === null) return undefined;
  const value = found[0] === 'version()' ? DATABASE_VERSION : found[0];
  return { value, end: from + found[0].length };
}
