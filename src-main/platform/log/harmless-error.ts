/** The parts of an error that may be logged. */
export interface ErrorFields {
  readonly name: string;
  /** The system's or SQLite's code; null if there is none. */
  readonly code: string | null;
  /** Only present if the message is about the program and never its data. */
  readonly message: string | null;
  /** The frames of the stack, without the message at its beginning. */
  readonly stack: readonly string[];
  readonly cause: ErrorFields | null;
}

/**
 * Errors that JavaScript itself throws. Their messages name properties and limits. A SyntaxError is not included, because its message
 * quotes what was parsed.
 */
const SPEAK_OF_CODE = new Set(['TypeError', 'ReferenceError', 'RangeError']);
const FRAMES = 12;
const CAUSES = 3;

/**
 * The parts of an error that may be logged, because a log must not reveal whom a desk calls. Messages quote rows, names and answers of
 * vendors, so they are left out, except those of JavaScript itself and of SQLite's codes.
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

/** The lines of a stack that are places in the code, without the path of the program's folder. */
function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, FRAMES)
    .map((line) =>
      line.trim().replace(/(?:file:\/\/)?(?:[A-Za-z]:)?[^\s(]*?((?:src-|out|node_modules|node:)[^\s()]*)/, '$1'),
    );
}
