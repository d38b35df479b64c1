import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LONGEST } from '../support/longest-first.ts';

it('only tests of the window, which have a process each, put other modules in the place of real ones', () => {
  const mocking = globSync('test/**/*.test.ts')
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\bvi\.(?:mock|doMock)\(['"]/.test(readFileSync(path, 'utf8')));
  expect(mocking.filter((path) => !path.startsWith('test/unit/shells/electron/'))).toEqual([]);
  expect(mocking.length).toBeGreaterThan(5);
});

it('the files that start first are there', () => {
  expect(LONGEST.filter((path) => !existsSync(path))).toEqual([]);
});
