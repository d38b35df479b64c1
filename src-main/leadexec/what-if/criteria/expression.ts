import { type Context, createContext, Script } from 'node:vm';
import type { CriterionSetup } from '../model.ts';
import { NEGATIVE, type Test, UNKNOWN, Unreadable, type Verdict, verdictOf } from './verdict.ts';

/** Whether an expression matches a text; undefined if that takes too long. */
export type ExpressionRunner = (expression: RegExp, text: string) => boolean | undefined;

/** How long one evaluation of an expression may take, ms. */
const LIMIT_MS = 1_000;
const MOST_KEPT = 20_000;
/** .NET's notation for ignoring case, which applies to all expressions here. */
const INLINE_CASE = /^\(\?i\)/;

/**
 * Type Expression: the regular expression must match, ignoring case; with a negative operator it must not. One that takes longer than the
 * runner allows is not used again, and from then on the result is unknown. @throws Unreadable
 */
export function compileExpression({ expression, value, operator }: CriterionSetup, run: ExpressionRunner): Test {
  const text = expression === '' ? value : expression;
  if (text === '') throw new Unreadable('the expression is empty');
  const compiled = compile(text.replace(INLINE_CASE, ''));
  const wanted = !NEGATIVE.has(operator);
  const known = new Map<string, Verdict>();
  let tooSlow = false;
  return (given) => {
    let verdict = known.get(given);
    if (verdict !== undefined) return verdict;
    const matches = tooSlow ? undefined : run(compiled, given);
    tooSlow ||= matches === undefined;
    verdict = matches === undefined ? UNKNOWN : verdictOf(matches === wanted);
    if (known.size < MOST_KEPT) known.set(given, verdict);
    return verdict;
  };
}

/** The vendor's expressions are .NET's. Those that JavaScript can't compile can't be evaluated. */
function compile(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new Unreadable(`the expression "${text}" is not one that we can compile`);
  }
}

/** Evaluates an expression, with a time limit if it may backtrack for long. */
export function timedExpressions(limitMs = LIMIT_MS): ExpressionRunner {
  const context: Context = createContext({ expression: /x/, text: '' });
  const script = new Script('expression.test(text)');
  const short = new Map<RegExp, boolean>();
  return (expression, text) => {
    let isShort = short.get(expression);
    if (isShort === undefined) {
      isShort = isQuick(expression.source);
      short.set(expression, isShort);
    }
    if (isShort && text.length <= LONG_TEXT) return expression.test(text);
    context.expression = expression;
    context.text = text;
    // On a busy machine this thread may have waited for the whole time, so there is a second attempt.
    return inTime(script, context, limitMs) ?? inTime(script, context, limitMs);
  };
}

/** Undefined means that it did not finish in time. */
function inTime(script: Script, context: Context, timeout: number): boolean | undefined {
  try {
    return script.runInContext(context, { timeout }) === true;
  } catch (error) {
    // It may be an error of the other context, which is not an instance of ours.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}

const LONG_TEXT = 200;
const UNBOUNDED = /(?<!\\)(?:[*+]|\{\d+,\}|\{\d{3,})/g;
/** A repeated group, or a back reference. */
const REPEATED_GROUP = /\)(?:[*+]|\{\d)|\\[1-9]|\\k</;

/** Without a repeated group, and with at most two unbounded repetitions, a short text is matched quickly. */
const isQuick = (source: string): boolean =>
  !REPEATED_GROUP.test(source) && (source.match(UNBOUNDED)?.length ?? 0) <= 2;
