import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A part of a path, or of the query. */
export interface Parameter<Value extends z.ZodType = z.ZodType> {
  readonly of: Value;
  /** `id` and `number` are numbers, `flag` is true or false, `text` is any text, including digits: ZIP, FIPS, a code. */
  readonly kind: 'id' | 'number' | 'flag' | 'text';
  /** It is personal or secret, and never shown. */
  readonly hidden?: true;
}
export type Parameters = Readonly<Record<string, Parameter>>;

/** The form in which a section documents its answer. */
export type AnswerShape =
  /** One object. A campaign is returned as an array with one. */
  | { readonly is: 'one'; readonly of: z.ZodType }
  /** An array of objects, bare or in the member `within` of an object. */
  | { readonly is: 'rows'; readonly of: z.ZodType; readonly within?: string }
  /** One object whose member `within` has the rows, with counts beside it. */
  | { readonly is: 'page'; readonly of: z.ZodType; readonly within: string; readonly page: z.ZodType }
  /** The number of what was created or changed. */
  | { readonly is: 'id' }
  /** `true` or `false`, as the answer to a question. */
  | { readonly is: 'flag' }
  /** `true` if it was done. */
  | { readonly is: 'true' }
  /** A text such as `200 OK`, or nothing. */
  | { readonly is: 'text' }
  /** An object that says whether it was done: `success`, `isValid` or `IsValid`, which may be false with status 200. */
  | { readonly is: 'result'; readonly of: z.ZodType; readonly success: string; readonly words: readonly string[] };

/** A section of the Account API document. */
export interface CallDefinition<
  P extends Parameters = Parameters,
  B extends z.ZodType | null = z.ZodType | null,
  S extends AnswerShape = AnswerShape,
> {
  /** The title of the section. */
  readonly section: string;
  /** As in the section's example. If its badge or table differs, the example counts. */
  readonly method: Method;
  /** With `[name]` for each parameter. */
  readonly path: string;
  readonly parameters: P;
  readonly query?: Parameters;
  readonly body: B;
  readonly answer: S;
  /** `read` changes nothing at the vendor. */
  readonly effect: 'read' | 'change';
  /** Whether a change may be requested again if it is unknown whether it was made. */
  readonly repeatable: boolean;
  /** Whether it has a content type, like all examples; in one of them that is a mistake. */
  readonly contentType: boolean;
  /** It needs no token, because it returns the token. */
  readonly open: boolean;
}
