import { expect, it } from 'vitest';
import { postingText } from '../../../../../src-renderer/screens/account/record/posting-text.ts';

const field = (name: string, more = {}) => ({
  ...{ id: 1, name, dataType: 'Varchar', values: [], required: false, format: '' },
  ...more,
});

it('posting instructions name the address, the numbers, and each field with what it must be', () => {
  const fields = [
    field('State', { values: ['CA', 'NV'] }),
    field('Zip', { required: true, format: '^\\d{5}$' }),
    field('Age', { dataType: 'Int' }),
  ];
  const text = postingText({ name: 'Auto, web', vid: 18, lid: 1, aid: 23 }, fields);
  expect(text).toContain('Posting instructions: Auto, web (campaign 23)');
  expect(text).toContain('POST https://leads.leadexec.net/processor/insert/general/json');
  expect(text).toContain(
    '  Zip: required; Varchar; must match ^\\d{5}$\n  Age: optional; Int\n  State: optional; Varchar; one of: CA, NV\n',
  );
  expect(text).toContain('vid=18&lid=1&aid=23&password=&Zip=');
});
