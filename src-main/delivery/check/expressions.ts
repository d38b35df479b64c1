import type { ExpressionProblem, ReceiverField } from '../../../src-preload/contract/index.ts';

/** A regular expression of the vendor and what it is used for. */
export interface Expression {
  readonly field: string;
  readonly use: ExpressionProblem['use'];
  readonly source: string;
}

/** The expressions of a lead type, in a fixed order: their place is how the threads speak of them. */
export function expressionsOf(fields: readonly ReceiverField[]): Expression[] {
  return fields.flatMap(({ name, validation, invalidChars }): Expression[] => [
    ...(invalidChars === '' ? [] : [{ field: name, use: 'invalid-characters' as const, source: invalidChars }]),
    ...(validation === '' ? [] : [{ field: name, use: 'validation' as const, source: validation }]),
  ]);
}

/**
 * Compiles an expression as the vendor's platform (.NET) writes it: a leading `(?i)` holds for all of it. The document tells nothing of
 * the dialect. @throws SyntaxError where it does not compile here
 */
export function compile({ source, use }: Expression): RegExp {
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  const flags = (inline?.[1] ?? '').replace('x', '');
  return new RegExp(
    inline ? source.slice(inline[0].length) : source,
    use === 'invalid-characters' ? `g${flags}` : flags,
  );
}
