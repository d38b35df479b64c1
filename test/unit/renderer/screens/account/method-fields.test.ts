import { expect, it } from 'vitest';
import { DELIVERY_TYPE } from '../../../../../src-main/vendors/leadexec/enumerations.ts';
import { isUsed } from '../../../../../src-renderer/screens/account/record/method-fields.ts';

it('each of the 12 types uses its own fields, and all use the common ones', () => {
  expect(DELIVERY_TYPE.values).toHaveLength(12);
  for (const { name } of DELIVERY_TYPE.values) {
    expect(isUsed(name, 'Name'), name).toBe(true);
    expect(isUsed(name, 'FTPPassword'), name).toBe(name === 'FTP');
    expect(isUsed(name, 'SMTPServer'), name).toBe(/mail|CSV/i.test(name));
  }
  expect(isUsed('XML / JSON', 'XML')).toBe(true);
  expect(isUsed('HTTP GET', 'XML')).toBe(false);
  expect(isUsed('Carrier Pigeon', 'FTPUser'), 'a type nobody knows').toBe(true);
});
