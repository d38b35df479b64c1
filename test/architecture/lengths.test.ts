import { describe, expect, it } from 'vitest';
import { expectNone } from './expect-none.ts';
import { functionsOf } from './functions.ts';
import { sourceFiles } from './imports.ts';

/** A component is mostly markup, and may be longer than other functions. */
const COMPONENT_LINES = 200;
const FUNCTION_LINES = 80;
/** A comment beside a function with the reason for its length. */
const REASON = /^(?:\/\/|\*|\/\*\*) Long because /m;

const isComponent = ({ path, name }: { path: string; name: string }) => path.endsWith('.tsx') && /^[A-Z]/.test(name);
const all = sourceFiles().flatMap((path) => functionsOf(path));

describe('how long a function is', () => {
  it('reads functions, methods and functions in constants, with their comments', () => {
    const text = [
      '// Long because it is an example.',
      'export function one(): void {',
      '  if (true) {',
      '  }',
      '}',
      'const two = (',
      '  a: number,',
      ') => {',
      '};',
      'class A {',
      '  async #three(): Promise<void> {',
      '  }',
      '}',
      'const all = {',
      '  four: async (a) => {',
      '  },',
      '};',
      'export const Five = memo(function Five() {',
      '});',
    ].join('\n');
    const found = functionsOf('a.ts', text).map(({ name, line, lines }) => [name, line, lines]);
    expect(found).toEqual([
      ['one', 2, 4],
      ['two', 6, 4],
      ['#three', 11, 2],
      ['four', 15, 2],
      ['Five', 18, 2],
    ]);
    expect(REASON.test(functionsOf('a.ts', text)[0]?.comment ?? '')).toBe(true);
    expect(all.length).toBeGreaterThan(3000);
  });

  it('no component has over 200 lines', () => {
    const long = all.filter((one) => isComponent(one) && one.lines > COMPONENT_LINES);
    expectNone(
      long.map(({ path, line, name, lines }) => `${path}:${line} ${name}: ${lines}`),
      'Make components of its parts, and a hook of its logic.',
    );
  });

  it('no other function has over 80 without a reason beside it', () => {
    const long = all.filter((one) => !isComponent(one) && one.lines > FUNCTION_LINES && !REASON.test(one.comment));
    expectNone(
      long.map(({ path, line, name, lines }) => `${path}:${line} ${name}: ${lines}`),
      'Make functions of its steps, or write the reason above it: “// Long because …”.',
    );
  });
});
