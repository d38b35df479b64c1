import { expect, test } from 'vitest';
import { formatMoney } from '../../../src-renderer/features/receiver/receiver-words.ts';
import { against, signed } from '../../../src-renderer/screens/account/what-if/tables.tsx';
import { formatNumber } from '../../../src-renderer/ui/format.ts';

test.each([
  [12.5, '+$12.50'],
  [-12.5, '−$12.50'],
  [0, '$0.00'],
  // 0.1 + 0.2 − 0.3
  [5.5e-17, '$0.00'],
  [-5.5e-17, '$0.00'],
])('a difference of %d dollars', (dollars, words) => {
  expect(signed(dollars, formatMoney)).toBe(words);
});

test('a difference beside a number', () => {
  expect(signed(0, formatNumber)).toBe('0');
  expect(against(0.1 + 0.2, 0.3, formatMoney)).toBe('as before');
  expect(against(10, 12, formatNumber)).toBe('+2 against 10');
});
