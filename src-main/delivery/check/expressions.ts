import type { ExpressionProblem, ReceiverField } from '../../../src-preload/contract/index.ts';

/** A regular expression of the vendor and its use. */
export interface Expression {
  readonly field: string;
  readonly use: ExpressionProblem['use'];
  readonly source: string;
}

/** The expressions of a lead type, in a fixed order, so that threads can refer to them by index. */
export function expressionsOf(fields: readonly ReceiverField[]): Expression[] {
  return fields.flatMap(({ name, validation, invalidChars }): Expression[] => [
    ...(invalidChars === '' ? [] : [{ field: name, use: 'invalid-characters' as const, source: invalidChars }]),
    ...(validation === '' ? [] : [{ field: name, use: 'validation' as const, source: validation }]),
  ]);
}

/**
 * Compiles an expression of the vendor's platform (.NET): a leading `(?i)` applies to all of it. The document doesn't specify the dialect.
 * @throws SyntaxError if it does not compile here
 */
export function compile({ source, use }: Expression): RegExp {
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  const flags = (inline?.[1] ?? '').replace('x', '');
  return new RegExp(
    inline ? source.slice(inline[0].length) : source,
    use === 'invalid-characters' ? `g${flags}` : flags,
  );
}
