import { describe, expect, it } from 'vitest';
import { prepareAddLead } from '../../../../src-main/vendors/crocodial/form.ts';
import { formEncode } from '../../../../src-main/vendors/form-encode.ts';
import { type DialSettingsInput, dialSettings } from '../../../../src-preload/contract/dial-settings.ts';

const account = { user: 'MyUser', pass: 'a b&c+d%é' };
const settings = (more: Partial<DialSettingsInput> = {}) =>
  dialSettings.parse({ list_id: '101', campaign: 'SPRING', ...more });
const sent = (more: Partial<DialSettingsInput>, lead: Record<string, string>) =>
  Object.fromEntries(new URLSearchParams(prepareAddLead(account, settings(more))(lead)));

describe('the body of a call', () => {
  it('sends account, function, list, source, the campaign as it is documented, and the lead', () => {
    expect(sent({}, { phone_number: '7275551111', phone_code: '1', first_name: 'Jo & Ann' })).toEqual({
      user: 'MyUser',
      pass: 'a b&c+d%é',
      function: 'add_lead',
      list_id: '101',
      source: 'Trunkline',
      campaing: 'SPRING',
      phone_number: '7275551111',
      phone_code: '1',
      first_name: 'Jo & Ann',
      trunkline: '1',
    });
  });

  it.each<Record<string, string>>([
    { phone_number: '1' },
    { phone_number: '1', phone_code: '44' },
    { phone_number: '1', phone_code: '44', owner: "O'Neil" },
    { phone_number: '1', favorite_color: "it's blue\\" },
  ])('ends with a harmless parameter, whatever the lead holds: %j', (lead) => {
    const more = { custom_fields: 'Y', callback_comments: "it's", callback_user: "o'n" } as const;
    expect(prepareAddLead(account, settings(more))(lead)).toMatch(/&trunkline=1$/);
  });

  it('lets no backslash out, of a lead or of a setting', () => {
    const more = { custom_fields: 'Y', source: 'a\\b', campaign: 'c\\', callback_comments: '\\' } as const;
    const lead = { phone_number: '1', vendor_lead_code: 'a\\', favorite_color: '\\n' };
    expect(Object.values(sent(more, lead)).join('')).not.toContain('\\');
  });

  it('sends every setting that differs from the document’s default', () => {
    const chosen: Partial<DialSettingsInput> = {
      campaign_id: 'TESTCAMP',
      source: 'My Desk',
      dnc_check: 'AREACODE',
      campaign_dnc_check: 'Y',
      add_to_hopper: 'Y',
      hopper_priority: -99,
      hopper_local_call_time_check: 'Y',
      usacan_prefix_check: 'Y',
      usacan_areacode_check: 'Y',
      nanpa_ac_prefix_check: 'Y',
      custom_fields: 'Y',
      tz_method: 'POSTAL',
      callback: 'Y',
      callback_status: 'CB1',
      callback_datetime: '2026-12-01+12:00:01',
      callback_type: 'USERONLY',
      callback_user: '6666',
      callback_comments: 'call; soon',
      lookup_state: 'Y',
      list_exists_check: 'Y',
    };
    const body = sent(
      { ...chosen, duplicate_check: { checks: [{ by: 'PHONE', within: 'SYS' }], days: 90 } },
      { phone_number: '7275551111' },
    );
    expect(body).toMatchObject({
      ...chosen,
      hopper_priority: '-99',
      callback_datetime: '2026-12-01 12:00:01',
      duplicate_check: 'DUPSYS90DAY',
      phone_code: '1',
    });
  });

  it('writes a callback time as the document does', () => {
    const body = prepareAddLead(account, settings({ callback_datetime: '2026-12-01 12:00:01' }))({});
    expect(body).toContain('callback_datetime=2026-12-01+12%3A00%3A01');
  });

  it('takes the list’s phone code only for leads without their own', () => {
    expect(sent({ phone_code: '44' }, { phone_number: '1' }).phone_code).toBe('44');
    const body = prepareAddLead(account, settings({ phone_code: '44' }))({ phone_code: '1', phone_number: '1' });
    expect(body.match(/phone_code=/g)).toHaveLength(1);
    expect(body).toContain('phone_code=1');
  });

  it('sends custom fields only where they are switched on, and nothing that is empty', () => {
    const lead = { phone_number: '1', favorite_color: 'blue', city: '' };
    expect(sent({}, lead)).not.toHaveProperty('favorite_color');
    expect(sent({ custom_fields: 'Y' }, lead).favorite_color).toBe('blue');
    expect(sent({}, lead)).not.toHaveProperty('city');
  });

  it.each(['pass', 'function', 'list_id', 'campaing', 'duplicate_check'])('refuses a lead that carries %s', (name) => {
    const post = prepareAddLead(account, settings({ custom_fields: 'Y' }));
    expect(() => post({ phone_number: '1', [name]: 'x' })).toThrow(name);
  });
});

describe('formEncode', () => {
  it.each(['', 'plain', 'a b', 'a+b', 'ü€😀', 'line\r\nline', '&=%?#;"', "!'()*~"])('%j comes back whole', (value) => {
    const encoded = formEncode(value);
    expect(encoded).not.toMatch(/[ &=#;"\r\n]/);
    expect(new URLSearchParams(`x=${encoded}`).get('x')).toBe(value);
  });
  it('does not throw on half a surrogate pair', () => expect(formEncode('\ud800')).toBe('%EF%BF%BD'));
});
