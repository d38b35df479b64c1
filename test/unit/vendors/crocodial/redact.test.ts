import { describe, expect, it } from 'vitest';
import { redact } from '../../../../src-main/vendors/crocodial/redact.ts';
import { formEncode } from '../../../../src-main/vendors/form-encode.ts';

const PASSWORDS = [
  'secret',
  'p@ss w0rd+&=',
  'a<b>"c\'d',
  'pa|ss|wo',
  'ünïcødé',
  "it's;#",
  '$&$1',
  '100%',
  'back\\slash',
];

describe.each(PASSWORDS)('the password %s', (password) => {
  const html = (t: string) =>
    t.replace(/[&<>"']/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#039' }[c]};`);
  it.each<[string, string]>([
    ['raw', `x ${password} y`],
    ['url-encoded', `https://d/API/lmapi.php?user=a&pass=${encodeURIComponent(password)}&x=1`],
    ['form-encoded', `body ${formEncode(password)} end`],
    [
      'encoded with small letters',
      `x ${encodeURIComponent(password).replace(/%[0-9A-F]{2}/g, (e) => e.toLowerCase())} y`,
    ],
    ['escaped for HTML', `<p>${html(password)}</p>`],
    ['escaped for JSON', JSON.stringify({ a: password })],
    ['echoed', `Login incorrect, please try again: |6666|${password}|BAD|\n`],
    ['echoed and cut off', `Login incorrect, please try again: |6666|${password}`],
    ['echoed at the lock-out', `Too many login attempts, try again in 15 minutes: |6666|${password}|LOCK|`],
  ])('is gone when %s', (_form, text) => {
    const clean = redact(text, password);
    expect(clean).toContain('[removed]');
    for (const form of [password, encodeURIComponent(password), formEncode(password), html(password)]) {
      expect(clean).not.toContain(form);
    }
    expect(redact(clean, password)).toBe(clean);
  });
});

describe('the echo of a refused login', () => {
  it('goes even where the dialer changed the password', () => {
    expect(redact('Login incorrect, please try again: |6666|OTHER|BAD|\nnext', 'p#w')).toBe(
      'Login incorrect, please try again: |6666|[removed]|BAD|\nnext',
    );
  });
  it('goes where signs were dropped from it', () => {
    expect(redact('x S3crt9 y', 'S3#cr;t9!')).toBe('x [removed] y');
  });
});

describe('text without a password', () => {
  it.each(['', 'ERROR: add_lead PHONE NUMBER IN DNC - 7275551111|6666', 'surpass=1', 'compass: north'])(
    '%j stays',
    (text) => {
      expect(redact(text, 'hunter22')).toBe(text);
    },
  );
  it('is safe with an empty password', () => {
    expect(redact('abc', '')).toBe('abc');
  });
});
