import { readFileSync } from 'node:fs';

/** One function of a source file. */
export interface FunctionText {
  readonly path: string;
  readonly name: string;
  /** Its first line, counted from 1. */
  readonly line: number;
  readonly lines: number;
  /** The comment directly above it, or an empty text. */
  readonly comment: string;
}

/** A function, a function in a constant or given to a wrapper such as `memo`, or a method. Biome puts its opening brace or first parenthesis at the end of the line. */
const START =
  /^(?:(?:export\s+)?(?:async\s+)?function\*?\s+(?<named>\w+)|(?:export\s+)?const\s+(?<kept>\w+)(?::[^=]+)?\s=\s(?:async\s)?(?:\($|(?:\(|<|\w+\s=>).*(?:=>\s\{|\()$|\w+(?:<.*>)?\(.*(?:=>|function\b.*\))\s\{$)|\s\s(?:(?:private|static|async|override|get|set)\s+)*(?<method>\*?#?\w+)(?:<[^>]*>)?(?:\(|:\s(?:async\s)?\(.*=>|\s=\s(?:async\s)?\(.*=>|:\s(?:async\s)?\w+\s=>).*\{$)/;
const NO_METHOD = /^(?:if|for|while|switch|catch|return|super)$/;

/**
 * The functions of a file formatted by Biome: a function ends at the first line that closes a brace at its own indentation. Nested
 * functions are part of it. Only top-level functions, and functions of classes and objects, are read.
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
    // Whatever is inside a top-level function is part of it.
    if (method === undefined) at = end;
  }
  return found;
}

function commentAbove(lines: readonly string[], at: number): string {
  const above: string[] = [];
  for (let n = at - 1; n >= 0 && /^\s*(?:\/\/|\/?\*)/.test(lines[n] ?? ''); n--) above.unshift((lines[n] ?? '').trim());
  return above.join('\n');
}
