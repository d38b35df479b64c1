import { expect, test } from 'vitest';
import { CHANGE_LOOKS, valueWords } from '../../../../../src-renderer/screens/account/what-if/change-fields.ts';

function words(of: string, name: string, value: unknown): string {
  const field = CHANGE_LOOKS.find((one) => one.of === of)?.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`${of} has no ${name}`);
  return valueWords(field, value);
}

// Active has another number in each kind of record: leadexec.md, "The same status has another number in each object".
test.each([
  ['account', 'status', 12, 'Open'],
  ['account', 'status', 11, 'On hold'],
  ['campaign', 'status', 2, 'Inactive'],
  ['source', 'status', 0, 'Inactive'],
  ['source', 'status', 1, 'Active'],
  ['campaign', 'channel', 1, 'Ping and post'],
  ['campaign', 'channel', 'Phone', 'Phone'],
  ['account', 'status', 77, '77'],
  ['order', 'renewal', 'On_Qty_Fill', 'When it is filled'],
  ['order', 'startDate', '2026-01-02', 'Jan 2, 2026'],
  ['order', 'endDate', null, 'no end'],
  ['order', 'endDate', '00-00-00T00:00:00Z', '00-00-00T00:00:00Z'],
  ['account', 'hourMax', -1, 'no maximum'],
  ['account', 'price', 25, '$25.00'],
])('%s %s %s: %s', (of, name, value, said) => expect(words(of, name, value)).toBe(said));
