import { describe, expect, it } from 'vitest';
import { isNewer } from '../../../src-main/updates/versions.ts';

describe('which version is newer', () => {
  // The order of Semantic Versioning 2.0.0, section 11, and numbers that are greater but not as text.
  const IN_ORDER = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.2',
    '1.0.10',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ];

  it('goes by the numbers, and a pre-release comes before its release', () => {
    for (const [i, a] of IN_ORDER.entries()) {
      for (const [j, b] of IN_ORDER.entries()) expect([a, b, isNewer(a, b)]).toEqual([a, b, i > j]);
    }
  });

  it('does not go by build metadata', () => {
    expect(isNewer('1.0.0+2', '1.0.0+1')).toBe(false);
  });

  it.each([
    '',
    '1',
    '1.2',
    '01.2.3',
    'v9.0.0',
    '9.0.0 ',
    '9.0.0\n',
    '9.0.0-',
    '9.0.0-a..b',
    '9.0.0.0',
    '99999999999.0.0',
  ])('takes %j for no version', (text) => {
    expect(isNewer(text, '0.0.1')).toBe(false);
  });
});
