import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { findChromium } from '../../../support/find-chromium.ts';
import { folder } from '../support.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('the Chromium that is named is taken, and one that is not there is told instead of another taken', () => {
  const named = join(folder(), 'chromium');
  vi.stubEnv('TRUNKLINE_CHROMIUM', named);
  expect(() => findChromium()).toThrow(`TRUNKLINE_CHROMIUM names ${named}, and there is no such file.`);
  writeFileSync(named, '');
  expect(findChromium()).toBe(named);
});
