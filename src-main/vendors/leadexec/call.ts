import type { z } from 'zod';
import type { AccountClient } from './client.ts';
import type { Answer } from './read-answer.ts';

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

type ValueOf<Shape> = Shape extends { is: 'one'; of: infer T extends z.ZodType }
  ? z.output<T> | null
  : Shape extends { is: 'rows'; of: infer T extends z.ZodType }
    ? readonly z.output<T>[]
    : Shape extends { is: 'page'; of: infer T extends z.ZodType; page: infer G extends z.ZodType }
      ? { readonly page: z.output<G>; readonly rows: readonly z.output<T>[] }
      : Shape extends { is: 'id' }
        ? number
        : Shape extends { is: 'flag' | 'true' }
          ? boolean
          : Shape extends { is: 'text' }
            ? string
            : Shape extends { is: 'result'; of: infer T extends z.ZodType }
              ? z.output<T>
              : never;

/** The parameters of a call: those of its path, and those of the query. */
type Given<P extends Parameters> = { readonly [Name in keyof P]: z.output<P[Name]['of']> };
type Arguments<P extends Parameters, Q extends Parameters, B> = [
  ...(keyof (P & Q) extends never ? [] : [path: Given<P & Q>]),
  ...(B extends z.ZodType ? [body: z.output<B>] : []),
];

/** A call of the account API, and what the document says about it. */
export interface Call<P extends Parameters, Q extends Parameters, B, S> {
  (client: AccountClient, ...given: Arguments<P, Q, B>): Promise<Answer<ValueOf<S>>>;
  readonly definition: CallDefinition;
}
export type AnyCall = Call<Parameters, Parameters, z.ZodType | null, AnswerShape>;

interface Written<P extends Parameters, Q extends Parameters, B extends z.ZodType | undefined, S extends AnswerShape> {
  readonly section: string;
  readonly request: `${Method} /${string}`;
  readonly parameters?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: S;
  /** Undefined for a change that may not be repeated. */
  readonly effect?: 'read' | 'repeatable';
  readonly contentType?: false;
  readonly open?: true;
}

type NoParameters = Record<never, Parameter>;

/** Creates the function of a section. */
export function call<
  const S extends AnswerShape,
  P extends Parameters = NoParameters,
  Q extends Parameters = NoParameters,
  B extends z.ZodType | undefined = undefined,
>(written: Written<P, Q, B, S>): Call<P, Q, B, S> {
  const { section, request, parameters, query, body, answer, effect, contentType, open } = written;
  const space = request.indexOf(' ');
  const definition: CallDefinition = {
    section,
    method: request.slice(0, space) as Method,
    path: request.slice(space + 1),
    parameters: parameters ?? {},
    ...(query === undefined ? {} : { query }),
    body: body ?? null,
    answer,
    effect: effect === 'read' ? 'read' : 'change',
    repeatable: effect !== undefined,
    contentType: contentType !== false,
    open: open === true,
  };
  const asks = parameters !== undefined || query !== undefined;
  const ask = (client: AccountClient, ...given: readonly unknown[]): Promise<Answer<ValueOf<S>>> =>
    client.ask<ValueOf<S>>(definition, {
      path: (asks ? given[0] : {}) as Readonly<Record<string, unknown>>,
      body: asks ? given[1] : given[0],
    });
  return Object.assign(ask as (client: AccountClient, ...given: Arguments<P, Q, B>) => ReturnType<typeof ask>, {
    definition,
  });
}
