import { readFileSync } from 'node:fs';

/** One function of a source file. */
export interface FunctionText {
  readonly path: string;
  readonly name: string;
  /** Its first line, counted from 1. */
  readonly line: number;
  readonly lines: number;
  /** The comment right above it, or an empty text. */
  readonly comment: string;
}

/** A function, a function kept in a constant, or a method. Biome has put the brace that opens it, or its first parenthesis, at the end. */
const START =
  /^(?:(?:export\s+)?(?:async\s+)?function\*?\s+(?<named>\w+)|(?:export\s+)?const\s+(?<kept>\w+)(?::[^=]+)?\s=\s(?:async\s)?(?:\($|(?:\(|<|\w+\s=>).*(?:=>\s\{|\()$)|\s\s(?:(?:private|static|async|override|get|set)\s+)*(?<method>\*?#?\w+)(?:<[^>]*>)?\(.*\{$)/;
const NO_METHOD = /^(?:if|for|while|switch|catch|return|super)$/;

/**
 * The functions of a file that Biome has formatted: a function ends at the first line that closes a brace at its own indent. What stands
 * inside one counts as its own too. Only those of the top level and the methods of a class are read: a function inside another is shorter.
 */
export function functionsOf(path: string, text = readFileSync(path, 'utf8')): FunctionText[] {
  const lines = text.split('\n');
  const found: FunctionText[] = [];
  for (let at = 0; at < lines.length; at++) {
    const { named, kept, method } = START.exec(lines[at] ?? '')?.groups ?? {};
    const name = named ?? kept ?? method;
    if (name === undefined || (method !== undefined && NO_METHOD.test(method))) continue;
    const close = method === undefined ? /^\}[;,)]*$/ : /^ {2}\}[;,)]*$/;
    let end = at;
    while (end < lines.length - 1 && !close.test(lines[end] ?? '')) end++;
    found.push({ path, name, line: at + 1, lines: end - at + 1, comment: commentAbove(lines, at) });
    // What is inside a function of the top level is a part of it.
    if (method === undefined) at = end;
  }
  return found;
}

function commentAbove(lines: readonly string[], at: number): string {
  const above: string[] = [];
  for (let n = at - 1; n >= 0 && /^\s*(?:\/\/|\/?\*)/.test(lines[n] ?? ''); n--) above.unshift((lines[n] ?? '').trim());
  return above.join('\n');
}
