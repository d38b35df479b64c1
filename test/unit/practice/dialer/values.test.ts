import { describe, expect, it } from 'vitest';
import type { TextField } from '../../../../src-main/practice/dialer/fields.ts';
import { DATABASE_VERSION } from '../../../../src-main/practice/dialer/sql-escape.ts';
import { dialer, post } from './support.ts';

const NAMES = { dnc_check: 'N' };

describe('what a VICIdial does to each value', () => {
  it.each<[field: TextField, sent: string, stored: string]>([
    ['first_name', 'Smith & Sons', 'Smith  Sons'],
    ['first_name', 'Bob/Sue', 'BobSue'],
    ['last_name', 'José O’Neil', 'Jos ONeil'],
    ['title', 'Mr./Mrs.', 'Mr.M'],
    ['middle_initial', '(J)', 'J'],
    ['address1', '12 Main St, Apt 4', '12 Main St Apt 4'],
    ['address2', 'Calle 8\nFloor 2', 'Calle 8Floor 2'],
    ['address3', 'a:b/c@d%', 'a:b/c@d'],
    ['city', "L'Aquila (AQ)", "L'Aquila AQ"],
    ['province', 'a/b@c d', 'abc d'],
    ['postal_code', 'SW1A.1AA', 'SW1A1AA'],
    ['email', 'a+b%c@example.com!', 'a b%c@example.com'],
    ['security_phrase', 'x;y#z"', 'xyz'],
    ['owner', 'team\t1', 'team1'],
    ['comments', 'José; “said” & 100%\n#1', 'José “said” & 100%\n1'],
    ['comments', 'C:\\new', 'C:\new'],
    ['vendor_lead_code', 'a+b', 'a b'],
  ])('%s %j is stored as %j', async (field, sent, stored) => {
    const to = await dialer();
    await post(to, { [field]: sent });
    expect(to.admin.leads()[0]?.[field]).toBe(stored);
  });

  it('keeps letters with use_non_latin on, and no curly signs', async () => {
    const to = await dialer({ behaviour: { accents: 'keep' } });
    await post(to, { first_name: 'José 李 – O’Neil' });
    expect(to.admin.leads()[0]?.first_name).toBe('José 李  ONeil');
  });

  it.each([
    ['32768', '32767'],
    ['99999', '32767'],
    ['007', '7'],
  ])('stores the rank %s as %s', async (sent, stored) => {
    const to = await dialer();
    await post(to, { rank: sent });
    expect(to.admin.leads()[0]?.rank).toBe(stored);
  });

  it('stores a custom --BLANK-- empty, and cuts at the column', async () => {
    const lists = [{ listId: '101', campaignId: 'PRACTICE', customFields: ['favorite_color', 'policy_number:5'] }];
    const to = await dialer({ world: { lists } });
    await post(to, { custom_fields: 'Y', favorite_color: '--BLANK--', policy_number: '1234567', trunkline: '1' });
    const { lead_id: id = 0 } = to.admin.leads()[0] ?? {};
    expect(to.admin.customValues(id)).toEqual({ favorite_color: '', policy_number: '12345' });
  });
});

describe('what a VICIdial takes for SQL', () => {
  it('runs what follows a backslash at the end of a value', async () => {
    const to = await dialer();
    await post(to, { vendor_lead_code: 'a\\', source_id: ',last_name=version() -- x' });
    expect(to.admin.leads()[0]).toMatchObject({ last_name: DATABASE_VERSION, vendor_lead_code: 'a",source_id=' });
  });

  it('dies on a backslash that leaves the statement open', async () => {
    const to = await dialer();
    expect(await post(to, { comments: 'x\\' })).toMatchObject({ status: 500, text: '' });
    expect(to.admin.count()).toBe(0);
  });

  it.each(["it's", 'x\\'])('skips all beyond the lead where the last value is %s', async (last) => {
    const to = await dialer();
    const asked = { ...NAMES, callback: 'Y', campaign_id: 'PRACTICE', add_to_hopper: 'Y' };
    const { text } = await post(to, { ...asked, callback_comments: last });
    expect(text).toMatch(/^SUCCESS/);
    expect(text).not.toContain('NOTICE');
    expect(to.admin.hopper()).toEqual([]);
    expect(to.admin.leads()[0]?.status).toBe('CBHOLD');
    await post(to, { ...asked, callback_comments: last, phone_number: '7275551112', last: '1' });
    expect(to.admin.hopper()).toHaveLength(1);
  });

  it('dies of a duplicate check by name with an apostrophe', async () => {
    const to = await dialer();
    const named = { last_name: "O'Neil", duplicate_check: 'DUPNAMEPHONELIST' };
    expect(await post(to, named)).toMatchObject({ status: 500, text: '' });
    expect(to.admin.count()).toBe(0);
  });
});

describe('lead_all_info', () => {
  it('tells what is stored, where the vendor has not closed it', async () => {
    const to = await dialer();
    await post(to, { first_name: 'Nora', custom_fields: 'Y', favorite_color: 'blue' });
    const ask = { function: 'lead_all_info', lead_id: String(to.admin.leads()[0]?.lead_id), header: 'YES' };
    const [header = '', values = ''] = (await post(to, { ...ask, custom_fields: 'Y' })).text.split('\n');
    const told = Object.fromEntries(header.split('|').map((name, at) => [name, values.split('|')[at]]));
    expect(told).toMatchObject({ first_name: 'Nora', phone_number: '7275551111', favorite_color: 'blue' });
    to.admin.setBehaviour({ apiFunctions: [] });
    expect((await post(to, ask)).text).toBe(
      'ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |practice|lead_all_info|\n',
    );
  });
});
