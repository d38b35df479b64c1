import type { ExpressionProblem } from '../../../src-preload/contract/index.ts';
import type { CheckedPost, PostOrder, PostRow } from './check-posts.ts';
import { compile, type Expression, expressionsOf } from './expressions.ts';

/** Checks leads on a thread. Rejects if the rows can't be read. */
export interface PostChecker {
  check(
    order: PostOrder,
    store: (batch: readonly CheckedPost[], bytes: number) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<
    | { readonly is: 'done'; readonly rows: number }
    /** One evaluation of the expression with this index took too long. Nothing after the last batch was delivered. */
    | { readonly is: 'too-slow'; readonly place: number }
  >;
}

/** The origin of rows: a file, or rows in portions small enough that passing one to the thread doesn't block other work. */
export type CheckSource = Exclude<PostOrder['from'], { readonly rows: unknown }> | AsyncIterable<readonly PostRow[]>;

/**
 * Checks all rows, whatever the vendor's expressions do: one that doesn't compile is not used, and one that takes too long is not used from
 * that row on. Both are reported. Rejects with the signal's reason. @returns the number of rows, and the problems with expressions
 */
export async function runCheck(
  checker: PostChecker,
  { from, ...order }: Omit<PostOrder, 'from' | 'without' | 'doneTo'> & { readonly from: CheckSource },
  store: (batch: readonly CheckedPost[], bytes: number) => Promise<void> | void,
  signal: AbortSignal,
): Promise<{ readonly rows: number; readonly problems: ExpressionProblem[] }> {
  const expressions = expressionsOf(order.fields);
  const { without, problems } = broken(expressions);
  let doneTo = 0;
  const checkAll = async (part: PostOrder['from']): Promise<number> => {
    for (;;) {
      const ended = await checker.check(
        { ...order, from: part, without: [...without], doneTo },
        async (batch, bytes) => {
          await store(batch, bytes);
          doneTo = batch.at(-1)?.row ?? doneTo;
        },
        signal,
      );
      if (ended.is === 'done') return ended.rows;
      const slow = expressions[ended.place];
      if (slow === undefined || without.has(ended.place)) throw new Error('A check did not end');
      without.add(ended.place);
      problems.push(
        problemOf(
          slow,
          'too-slow',
          `It took more than a second on one value, near row ${(doneTo + 1).toLocaleString('en-US')}; rows from there on were checked without it.`,
        ),
      );
    }
  };
  if ('path' in from) return { rows: await checkAll(from), problems };
  let rows = 0;
  for await (const portion of from) {
    signal.throwIfAborted();
    rows = await checkAll({ rows: portion, before: rows });
  }
  return { rows, problems };
}

/** The expressions that don't compile. */
function broken(expressions: readonly Expression[]): { without: Set<number>; problems: ExpressionProblem[] } {
  const without = new Set<number>();
  const problems: ExpressionProblem[] = [];
  for (const [place, expression] of expressions.entries()) {
    try {
      compile(expression);
    } catch (error) {
      without.add(place);
      const detail = error instanceof Error ? error.message : String(error);
      problems.push(problemOf(expression, 'does-not-compile', detail));
    }
  }
  return { without, problems };
}

const problemOf = (
  { field, source, use }: Expression,
  problem: ExpressionProblem['problem'],
  detail: string,
): ExpressionProblem => ({ field, expression: source, use, problem, detail });
