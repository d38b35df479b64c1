import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('only tests of the window, which have a process each, put other modules in the place of real ones', () => {
  const mocking = globSync('test/**/*.test.ts')
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\bvi\.(?:mock|doMock)\(['"]/.test(readFileSync(path, 'utf8')));
  expect(mocking.filter((path) => !path.startsWith('test/unit/shells/electron/'))).toEqual([]);
  expect(mocking.length).toBeGreaterThan(5);
});
