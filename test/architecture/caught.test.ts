import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { sourceFiles } from './imports.ts';

/**
 * An error without a name, or with a name that marks it as unused: `catch {`, `.catch(() => …)`, `.catch((_error) => …)`,
 * `.catch(function () …)` and `.then(…, () => …)`.
 */
const UNNAMED =
  /\bcatch \{|\bcatch \(_\w*\) \{|\.(?:catch\(|then\(.*, )(?:async )?(?:\((?:_\w*)?\) =>|function\s*\w*\(\))/;
const COMMENT = /^\s*\/\//;

/**
 * Lines where an error is caught and ignored without a reason. A reason is a comment: the first line of the catch block, or one of the
 * three lines above a promise's `.catch`. Throwing another error instead is not ignoring it.
 */
function leftOut(text: string): number[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (!UNNAMED.test(line) || COMMENT.test(line)) return [];
    const below = lines.slice(at + 1, at + 3);
    const isSaid = COMMENT.test(below[0] ?? '') || below.some((next) => next.includes('throw '));
    const isSaidAbove =
      /\.(?:catch|then)\(/.test(line) && lines.slice(Math.max(0, at - 3), at).some((one) => COMMENT.test(one));
    return isSaid || isSaidAbove ? [] : [at + 1];
  });
}

describe('errors that are caught', () => {
  it('sees a catch without a word, and takes a comment or another error for one', () => {
    expect(leftOut('try {\n  go();\n} catch {\n  return null;\n}')).toEqual([3]);
    expect(leftOut('go().catch(() => {});')).toEqual([1]);
    expect(leftOut('go().catch((_error) => {});')).toEqual([1]);
    expect(leftOut('go().then(use, () => {});')).toEqual([1]);
    expect(leftOut('go().catch(function () {});')).toEqual([1]);
    expect(leftOut('try {\n  go();\n} catch {\n  // Nobody is there to be told.\n  return null;\n}')).toEqual([]);
    expect(leftOut('try {\n  go();\n} catch {\n  throw new Refused();\n}')).toEqual([]);
    expect(leftOut('// The next one only waits for its end.\nturn = done.catch(() => {});')).toEqual([]);
  });

  it('no error is swallowed without a word on why', () => {
    const found = sourceFiles().flatMap((path) => leftOut(readFileSync(path, 'utf8')).map((line) => `${path}:${line}`));
    expectNone(found, 'Say in a comment why the error does not matter there, or name it and log it.');
  });
});
