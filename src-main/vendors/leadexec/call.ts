import type { z } from 'zod';
import type { AnswerShape, CallDefinition, Method, Parameter, Parameters } from './call-definition.ts';
import type { Answer } from './read-answer.ts';
import type { Given as GivenValues } from './request.ts';

/** Whoever makes the calls of an account: `AccountClient`. */
interface Client {
  ask<T>(definition: CallDefinition, given: GivenValues): Promise<Answer<T>>;
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
  (client: Client, ...given: Arguments<P, Q, B>): Promise<Answer<ValueOf<S>>>;
  readonly definition: CallDefinition;
}

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
  const ask = (client: Client, ...given: readonly unknown[]): Promise<Answer<ValueOf<S>>> =>
    client.ask<ValueOf<S>>(definition, {
      path: (asks ? given[0] : {}) as Readonly<Record<string, unknown>>,
      body: asks ? given[1] : given[0],
    });
  return Object.assign(ask as (client: Client, ...given: Arguments<P, Q, B>) => ReturnType<typeof ask>, {
    definition,
  });
}
