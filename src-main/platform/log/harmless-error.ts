/** What of an error may stand in the log. */
export interface ErrorFields {
  readonly name: string;
  /** The system's or SQLite's code; null for none. */
  readonly code: string | null;
  /** Only of errors whose words speak of the program and never of its data. */
  readonly message: string | null;
  /** The places it went through, without the message that a stack begins with. */
  readonly stack: readonly string[];
  readonly cause: ErrorFields | null;
}

/** Errors that JavaScript itself throws: their words name properties and limits. A SyntaxError's quote what was parsed. */
const SPEAK_OF_CODE = new Set(['TypeError', 'ReferenceError', 'RangeError']);
const FRAMES = 12;
const CAUSES = 3;

/**
 * What of an error may be written down: who reads a log must not learn whom a desk calls. Messages are left out, since they quote rows,
 * names and answers of vendors, but for those of JavaScript itself and of SQLite's codes.
 */
export function harmlessError(thrown: unknown, depth = 0): ErrorFields {
  if (!(thrown instanceof Error)) return { name: typeof thrown, code: null, message: null, stack: [], cause: null };
  const code = 'code' in thrown && typeof thrown.code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(thrown.code);
  return {
    name: /^[A-Za-z]{1,40}$/.test(thrown.name) ? thrown.name : 'Error',
    code: code ? (thrown as Error & { code: string }).code : null,
    message: SPEAK_OF_CODE.has(thrown.name) ? thrown.message.slice(0, 300) : null,
    stack: framesOf(thrown.stack ?? ''),
    cause: thrown.cause === undefined || depth >= CAUSES ? null : harmlessError(thrown.cause, depth + 1),
  };
}

/** The lines of a stack that are places in the code, each without the folders above the program. */
function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES)
    .map((line) =>
      line.trim().replace(/(?:file:\/\/)?(?:[A-Za-z]:)?[^\s(]*?((?:src-|out|node_modules|node:)[^\s()]*)/, '$1'),
    );
}
