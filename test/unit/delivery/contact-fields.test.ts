import { expect, test } from 'vitest';
import { isContact } from '../../../src-main/delivery/check/contact-fields.ts';

test.each([
  ...['IPAddress', 'ip', 'IP', 'ip_address', 'UserIP', 'IpAddress', 'FirstName', 'PrimaryPhone'].map(
    (name) => [name, true] as const,
  ),
  ...['Zip', 'ZIP', 'ZIPCode', 'zip', 'Membership', 'Ownership', 'Description', 'State'].map(
    (name) => [name, false] as const,
  ),
])('%s: contact data: %s', (name, is) => {
  expect(isContact(name, [], [])).toBe(is);
});
